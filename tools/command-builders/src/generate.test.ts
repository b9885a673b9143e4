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
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { generate } from "./generate.ts"

// The whole tool on a small package: fixtures/given is what bots/ writes, fixtures/want what this
// tool adds to it.

const fixtures = join(import.meta.dirname, "../fixtures")

let folder = ""
const put = (path: string, text: string) => writeFileSync(join(folder, path), text)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "command-builders-"))
  cpSync(join(fixtures, "given"), folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

describe("the modules", () => {
  test("are as fixtures/want has them", async () => {
    const modules = await generate(folder)
    // `vitest -u` writes the files anew: read the difference before you commit it.
    for (const [path, text] of modules)
      await expect(text).toMatchFileSnapshot(join(fixtures, "want", path))
    const want = readdirSync(join(fixtures, "want"), { recursive: true, encoding: "utf8" })
    expect(want.filter((path) => path.endsWith(".ts")).toSorted()).toEqual([...modules.keys()])
  })

  test("are refused when the schema is damaged, with the place", async () => {
    const text = readFileSync(join(folder, "schema/api.json"), "utf8")
    put("schema/api.json", text.replace('"kind": "record"', '"kind": "recrod"'))
    await expect(generate(folder)).rejects.toThrow(
      "the schema is damaged: types[2].kind should be one of record, enum, union",
    )
  })

  test("are the same every time", async () => {
    expect([...(await generate(folder))]).toEqual([...(await generate(folder))])
  })

  test("are refused when the schema and the declarations differ, with all names", async () => {
    put("src/gen/types/roles.ts", "export type Rule = string\n")
    await expect(generate(folder)).rejects.toThrow(
      /Role: in the schema, not in types\/\nRule: in types\/, not in the schema/,
    )
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

  test("writes once, then has nothing to do", () => {
    expect(run(folder).printed).toMatch(/missing: src\/gen\/commands\/groups\.ts\n[^]*4 written/)
    expect(run(folder).printed).toBe("4 modules, 0 written\n")
    expect(run(folder, "--check")).toEqual({ code: 0, printed: "4 modules, 0 differ\n" })
  })

  test("names each stale, orphaned and missing file when it checks, and changes nothing", () => {
    run(folder)
    put("src/gen/schema.ts", "stale")
    put("src/gen/commands/old.ts", "orphaned")
    rmSync(join(folder, "src/gen/text.ts"))
    const { code, printed } = run(folder, "--check")
    expect(code).toBe(1)
    expect(printed).toContain("stale: src/gen/schema.ts\n")
    expect(printed).toContain("orphaned: src/gen/commands/old.ts\n")
    expect(printed).toContain("missing: src/gen/text.ts\n")
    expect(printed).toContain("3 differ")
    expect(readFileSync(join(folder, "src/gen/schema.ts"), "utf8")).toBe("stale")
  })

  test("removes orphans when it writes, and nothing that bots/ writes", () => {
    run(folder)
    put("src/gen/commands/old.ts", "orphaned")
    run(folder)
    expect(existsSync(join(folder, "src/gen/commands/old.ts"))).toBe(false)
    expect(existsSync(join(folder, "src/gen/types/chats.ts"))).toBe(true)
  })

  test("says how it is used", () => {
    expect(run()).toMatchObject({ code: 2, printed: expect.stringContaining("Usage:") as string })
  })
})
