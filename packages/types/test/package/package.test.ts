import { PackedProject } from "@simplex-chat/packed-package"
import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readmeBlocks } from "./readme.ts"

const readme = readmeBlocks("README.md").map((code, index) => ({
  code,
  file: `readme-${index}.ts`,
}))
let project: PackedProject

beforeAll(() => {
  project = new PackedProject({
    packages: ["types"],
    fixtures: "test/package/fixtures",
    files: Object.fromEntries(readme.map(({ code, file }) => [file, code])),
  })
})

afterAll(() => project.remove())

describe("the installed package", () => {
  const compilers = ["typescript-5.4", "typescript-5.9", "typescript", "typescript-7"]
  const cases = compilers.flatMap((compiler) =>
    [true, false].map((exact) => [compiler, exact] as const),
  )

  test.each(cases)("type-checks with %s, exactOptionalPropertyTypes: %s", (compiler, exact) => {
    const options = {
      exactOptionalPropertyTypes: exact,
      target: "es2022",
      lib: ["es2022"],
      types: [],
    }
    const files = ["types.ts", "globals.d.ts", ...readme.map((block) => block.file)]
    expect(project.typecheck(compiler, options, files)).toBe("")
  })

  test("is no more than 350 kB to download", () => {
    expect(statSync(project.tarball("types")).size).toBeLessThan(350_000)
  })

  test("runs", () => {
    expect(project.run("run.ts")).toBe("ran\n")
  })

  test.each(readme)("runs the README's code, $file", ({ file }) => {
    expect(() => project.run(file)).not.toThrow()
  })

  test("has no dependencies, and leaves the wire types at home", () => {
    const installed = project.installed("types")
    const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as object
    expect(Object.keys(manifest).filter((key) => /ependencies/.test(key))).toEqual([
      "devDependencies",
    ])
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" })
    expect(files.filter((file) => /wire|test/.test(file))).toEqual([])
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/wire|\.test\.ts$/.test(file))
      .map((file) => join("dist", file.replace(/\.ts$/, "")))
    expect(files).toEqual(expect.arrayContaining(sources.map((file) => `${file}.d.ts`)))
  })

  test("is a module for each subpath and a few that they share, since Node reads one after the other", () => {
    const files = readdirSync(project.installed("types"), { recursive: true, encoding: "utf8" })
    expect(files.filter((file) => file.endsWith(".js")).length).toBeLessThanOrEqual(12)
  })
})

describe("the tarball", () => {
  test("is clean for publint", () => {
    expect(project.publint("types")).toContain("All good")
  })

  test("is clean for attw", () => {
    expect(project.attw("types")).toBe("")
  })
})

test("the sources run as they are", () => {
  const modules = ["index", "parse", "validate"].map((name) => `import "./src/${name}.ts"`)
  const code = `${modules.join(";")}; console.log("ran")`
  const args = ["--input-type=module", "--eval", code]
  expect(execFileSync(process.execPath, args, { encoding: "utf8" })).toBe("ran\n")
})
