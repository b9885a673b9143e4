import { createHash } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeEach, describe, expect, test } from "vitest"
import { IntegrityError } from "../errors.ts"
import { zip, type ZipEntry } from "../../test/zip.ts"
import { extract } from "./extract.ts"

describe("extract", () => {
  const base = mkdtempSync(join(tmpdir(), "extract-"))
  afterAll(() => rmSync(base, { recursive: true }))
  const archive = join(base, "archive.zip")
  const outside = join(base, "deep")
  const folder = join(outside, "er", "target")
  beforeEach(() => {
    rmSync(outside, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  })

  const unpack = (
    entries: readonly ZipEntry[] | Buffer,
    limits?: Parameters<typeof extract>[2],
  ) => {
    writeFileSync(archive, Buffer.isBuffer(entries) ? entries : zip(entries))
    return extract(archive, folder, limits)
  }

  test("unpacks files and folders, and lists them", async () => {
    const files = await unpack([
      { name: "libs/", mode: 0o040755 },
      { name: "libs/libsimplex.so", data: "the library", mode: 0o100755 },
      { name: "libs/deep/libHSbase.so", data: Buffer.alloc(300_000, 7) },
    ])
    expect(files.map((f) => f.path)).toEqual(["libs/libsimplex.so", "libs/deep/libHSbase.so"])
    expect(files[0]?.sha256).toBe(createHash("sha256").update("the library").digest("hex"))
    expect(readFileSync(join(folder, "libs/libsimplex.so"), "utf8")).toBe("the library")
    expect(readFileSync(join(folder, "libs/deep/libHSbase.so"))).toEqual(Buffer.alloc(300_000, 7))
  })

  test.each<[string, ZipEntry[]]>([
    ["a name that leads upwards", [{ name: "../evil" }]],
    ["a name that leads upwards inside", [{ name: "libs/../../evil" }]],
    ["an absolute name", [{ name: "/tmp/evil" }]],
    ["a drive letter", [{ name: "C:/evil" }]],
    ["a backslash", [{ name: "..\\evil" }]],
    ["a stream name", [{ name: "libs/a:b" }]],
    ["a NUL", [{ name: "libs/a\0b" }]],
    ["a dot folder", [{ name: "libs/./a" }]],
    ["an empty part", [{ name: "libs//a" }]],
    ["a device name", [{ name: "libs/NUL.txt" }]],
    ["a trailing blank", [{ name: "libs/a " }]],
    ["an empty name", [{ name: "" }]],
    ["a symbolic link", [{ name: "libs/a", data: "/etc/passwd", mode: 0o120777 }]],
    ["a file behind a link", [{ name: "libs", data: "/tmp", mode: 0o120777 }, { name: "libs/a" }]],
    ["a device", [{ name: "libs/a", mode: 0o020666 }]],
    ["two entries of one name", [{ name: "libs/a" }, { name: "libs/a" }]],
    ["names that differ in case only", [{ name: "libs/a" }, { name: "LIBS/A" }]],
    ["names that differ in Unicode form only", [{ name: "libs/\u00e9" }, { name: "libs/e\u0301" }]],
    ["a file that is a folder too", [{ name: "libs/a" }, { name: "libs/a/b" }]],
    ["a folder that is a file too", [{ name: "libs/a/b" }, { name: "libs/a" }]],
    ["a size that is too small", [{ name: "libs/a", data: "x".repeat(5000), declaredSize: 5 }]],
    ["a size that is too large", [{ name: "libs/a", data: "x", declaredSize: 5000 }]],
  ])("refuses %s", async (_, entries) => {
    await expect(unpack([{ name: "good", data: "good" }, ...entries])).rejects.toThrow(
      IntegrityError,
    )
    expect(readdirSync(join(outside, "er"))).toEqual(["target"])
    expect(readdirSync(outside)).toEqual(["er"])
    expect(existsSync("/tmp/evil")).toBe(false)
    expect(readdirSync(folder).every((name) => name === "good" || name === "libs")).toBe(true)
  })

  test("says which name is there twice, or is not portable", async () => {
    const twice = unpack([{ name: "libs/a" }, { name: "LIBS/A" }])
    await expect(twice).rejects.toThrow('has two entries of one name: "LIBS/A"')
    await expect(unpack([{ name: "libs/.../b" }])).rejects.toThrow(
      'has an entry with a name that is not portable: "libs/.../b"',
    )
  })

  test("stops a bomb when it has unpacked as much as is allowed", async () => {
    const bomb = [{ name: "libs/a", data: Buffer.alloc(50 * 1024 * 1024) }]
    const limits = { entries: 10, bytes: 1024 * 1024 }
    await expect(unpack(bomb, limits)).rejects.toThrow("unpacks to more than 1048576 bytes")
    expect(readFileSync(join(folder, "libs/a")).length).toBeLessThanOrEqual(limits.bytes)
  })

  test("stops at too many entries", async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ name: `${i}` }))
    await expect(unpack(many, { entries: 10, bytes: 1 })).rejects.toThrow("more than 10 entries")
  })

  test("refuses what is cut or damaged, wherever", async () => {
    const good = zip([{ name: "libs/libsimplex.so", data: "the library ".repeat(99) }])
    for (let length = 0; length < good.length; length++) {
      rmSync(join(folder, "libs"), { recursive: true, force: true })
      await expect(unpack(good.subarray(0, length))).rejects.toThrow(IntegrityError)
    }
    rmSync(join(folder, "libs"), { recursive: true, force: true })
    const wrongCrc = Buffer.from(good)
    wrongCrc.writeUInt32LE(1, good.indexOf("PK\x01\x02") + 16)
    await expect(unpack(wrongCrc)).rejects.toThrow("has a damaged entry: libs/libsimplex.so")
  })

  test("gives up when its signal is aborted", async () => {
    writeFileSync(archive, zip([{ name: "a", data: "a" }]))
    const signal = AbortSignal.abort(new Error("enough"))
    await expect(extract(archive, folder, undefined, signal)).rejects.toThrow("enough")
  })
})
