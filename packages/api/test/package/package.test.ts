import { PackedProject } from "@simplex-chat/packed-package"
import { readdirSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { recipes } from "../readme/recipes.ts"

let project: PackedProject

beforeAll(() => {
  const files = recipes().map(({ number, code }) => [`recipe-${number}.ts`, code])
  project = new PackedProject({
    packages: ["core", "types", "api"],
    others: { "@types/node": "^22.18.0" },
    fixtures: "test/package/fixtures",
    files: Object.fromEntries(files) as Record<string, string>,
  })
})

afterAll(() => project.remove())

describe("the installed package", () => {
  test.each(["typescript-5.9", "typescript", "typescript-7"])(
    "type-checks with %s, and so do the README's recipes",
    (compiler) => {
      const options = { target: "es2023", lib: ["es2023"], types: ["node"] }
      const files = readdirSync(project.folder).filter((file) => file.endsWith(".ts"))
      expect(files).toHaveLength(11)
      expect(project.typecheck(compiler, options, files)).toBe("")
    },
  )

  test("runs", () => {
    expect(project.run("run.ts")).toBe("ran\n")
  })

  test("has no sources and no tests", () => {
    const files = readdirSync(project.installed("api"), { recursive: true, encoding: "utf8" })
    expect(files.filter((file) => /test|src/.test(file))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "dist/index.d.ts"]))
  })
})

describe("the tarball", () => {
  test("is clean for publint", () => {
    expect(project.publint("api")).toContain("All good")
  })

  test("is clean for attw", () => {
    expect(project.attw("api")).toBe("")
  })
})
