import fc from "fast-check"
import { expect, test } from "vitest"
import { distinctFileName, safeFileName } from "./safe-file-name.ts"

test.each([
  ["cat.jpg", "cat.jpg"],
  ["Jahresbericht 2026 (neu).pdf", "Jahresbericht 2026 (neu).pdf"],
  ["猫.png", "猫.png"],
  ["../../etc/passwd", "passwd"],
  ["..", "file"],
  [".", "file"],
  ["", "file"],
  ["a/..", "file"],
  ["/etc/passwd", "passwd"],
  ["C:\\Windows\\System32\\cmd.exe", "cmd.exe"],
  ["..\\..\\boot.ini", "boot.ini"],
  ["a\0b.txt", "ab.txt"],
  ["line\nbreak.txt", "linebreak.txt"],
  ["photo\u202egpj.exe", "photogpj.exe"],
  ["stream.txt:hidden", "stream.txt_hidden"],
  ["what?*.txt", "what__.txt"],
  ["nul", "_nul"],
  ["NUL.txt", "_NUL.txt"],
  ["com1.tar.gz", "_com1.tar.gz"],
  ["LPT².log", "_LPT².log"],
  ["console.log", "console.log"],
  ["trailing. . ", "trailing"],
  ["nul .txt", "_nul .txt"],
  ["Aux.", "_Aux"],
  ["CONOUT$", "_CONOUT$"],
  ["...", "file"],
  [" . ", "file"],
  ["\u202e\u200b", "file"],
  ["a.\u200e", "a"],
  ["C:", "C_"],
  ["//server/share/x.txt", "x.txt"],
  ["~", "~"],
  ["%2e%2e%2fx", "%2e%2e%2fx"],
  [".bashrc", ".bashrc"],
  ["half \ud83d.txt", "half \ufffd.txt"],
])("%j becomes %j", (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test("a name of 300 letters is cut, and keeps its extension", () => {
  expect(safeFileName(`${"x".repeat(300)}.tar.gz`)).toBe(`${"x".repeat(197)}.gz`)
  expect(Buffer.byteLength(safeFileName(`${"字".repeat(300)}.png`))).toBeLessThanOrEqual(200)
})

test("what is cut ends in no blank or dot, and takes no time", () => {
  expect(safeFileName(`${"x".repeat(199)} y`)).toBe("x".repeat(199))
  expect(safeFileName(`a.${"b".repeat(18)} ccc`)).toBe(`a.${"b".repeat(18)}`)
  // Quadratic time would be minutes.
  expect(safeFileName(`a${" .".repeat(500_000)}b`).length).toBeLessThanOrEqual(200)
})

test("a distinct name keeps the extension", () => {
  expect(distinctFileName("cat.jpg", "7")).toBe("cat-7.jpg")
  expect(distinctFileName("cat", "7")).toBe("cat-7")
})

test("whatever the name, it is one part of a path, and safe already", () => {
  const unit = fc.constantFrom(
    "..",
    "/",
    "\\",
    "\0",
    "nul",
    ".",
    " ",
    "a",
    "字",
    ":",
    "\u202e",
    "\ud83d",
  )
  const name = fc.array(unit, { maxLength: 40 }).map((units) => units.join(""))
  fc.assert(
    fc.property(name, (name) => {
      const safe = safeFileName(name)
      expect(safe).not.toMatch(/[/\\\0:]|^\.{0,2}$|[. ]$/)
      expect(safeFileName(safe)).toBe(safe)
    }),
  )
})
