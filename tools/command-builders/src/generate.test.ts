import { execFileSync } from "node:child_process"
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { generate } from "./generate.ts"

// The whole tool on a small package: fixtures/given is what bots/ would write, fixtures/want what
// users would see.

const fixtures = join(import.meta.dirname, "../fixtures")

let folder = ""
const put = (path: string, text: string) => writeFileSync(join(folder, path), text)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "command-builders-"))
  cpSync(join(fixtures, "given"), folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

describe("the modules", () => {
  it("are as fixtures/want has them", async () => {
    const modules = await generate(folder)
    // `vitest -u` writes the files anew: read the difference before you commit it.
    for (const [path, text] of modules)
      await expect(text).toMatchFileSnapshot(join(fixtures, "want", path))
    const want = readdirSync(join(fixtures, "want"), { recursive: true, encoding: "utf8" })
    expect(want.filter((path) => path.endsWith(".ts")).toSorted()).toEqual([...modules.keys()])
  })

  it("are the same every time", async () => {
    expect([...(await generate(folder))]).toEqual([...(await generate(folder))])
  })

  it("are refused when the schema and the wire types differ, with all names", async () => {
    put("src/gen/wire/types/roles.ts", "export type Rule = string\n")
    await expect(generate(folder)).rejects.toThrow(
      /Role: in the schema, not in types\/\nRule: in types\/, not in the schema/,
    )
  })
})

describe("a damaged schema is refused, with the place", () => {
  it.each<[find: string, replacement: string, want: string]>([
    ['"type": "int64"', '"typ": "int64"', "types[2].fields[1].type should be an object"],
    [
      '"type": "int64"',
      '"type": "int65"',
      "types[2].fields[1].type should be one of bool, string,",
    ],
    ['"kind": "record"', '"kind": "recrod"', "types[2].kind should be one of record, enum, union"],
    [
      '"as": "choice"',
      '"as": "chioce"',
      "commands[0].grammar[3].as should be one of number, word,",
    ],
    [
      '"literal": "/join "',
      '"litral": "/join "',
      "commands[0].grammar[0] should be an object with",
    ],
    ['"direct": "@"', '"direct": 1', "types[0].text[0].choice.direct should be a text"],
    ['"events": []', '"events": {}', "events should be an array"],
    ['"tag": "done"', '"tag": null', "responses[0].tag should be a text"],
  ])("%s as %s", async (find, replacement, want) => {
    const text = readFileSync(join(folder, "schema/api.json"), "utf8")
    expect(text).toContain(find)
    put("schema/api.json", text.replace(find, replacement))
    await expect(generate(folder)).rejects.toThrow(`schema/api.json is damaged: ${want}`)
  })

  it("and so is what is none", async () => {
    put("schema/api.json", "[]")
    await expect(generate(folder)).rejects.toThrow(
      "schema/api.json is damaged: it should be an object",
    )
    put("schema/api.json", "{")
    await expect(generate(folder)).rejects.toThrow(SyntaxError)
  })
})

describe("the program", () => {
  const run = (...args: string[]) => {
    try {
      const options = { encoding: "utf8", stdio: "pipe" } as const
      const file = join(import.meta.dirname, "main.ts")
      return { code: 0, printed: execFileSync(process.execPath, [file, ...args], options) }
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
      return { code: status, printed: stdout + stderr }
    }
  }

  it("writes once, then has nothing to do", () => {
    expect(run(folder).printed).toMatch(/missing: src\/gen\/commands\/groups\.ts\n[^]*9 written/)
    expect(run(folder).printed).toBe("9 modules, 0 written\n")
    expect(run(folder, "--check")).toEqual({ code: 0, printed: "9 modules, 0 differ\n" })
  })

  it("names each stale, orphaned and missing file when it checks, and changes nothing", () => {
    run(folder)
    put("src/gen/responses.ts", "stale")
    put("src/gen/types/old.ts", "orphaned")
    rmSync(join(folder, "src/gen/text.ts"))
    const { code, printed } = run(folder, "--check")
    expect(code).toBe(1)
    expect(printed).toContain("stale: src/gen/responses.ts\n")
    expect(printed).toContain("orphaned: src/gen/types/old.ts\n")
    expect(printed).toContain("missing: src/gen/text.ts\n")
    expect(printed).toContain("3 differ")
    expect(readFileSync(join(folder, "src/gen/responses.ts"), "utf8")).toBe("stale")
  })

  it("removes orphans when it writes, and nothing of the wire types", () => {
    run(folder)
    put("src/gen/types/old.ts", "orphaned")
    run(folder)
    expect(existsSync(join(folder, "src/gen/types/old.ts"))).toBe(false)
    expect(existsSync(join(folder, "src/gen/wire/types/chats.ts"))).toBe(true)
  })

  it("says how it is used", () => {
    expect(run()).toMatchObject({ code: 2, printed: expect.stringContaining("Usage:") as string })
  })
})
