import { execFileSync } from "node:child_process"
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readmeBlocks } from "./readme.ts"

// The package as it is published: packed, installed into an empty project outside the workspace,
// compiled and run there. It needs `pnpm build` first, which `pnpm test` at the root does.

const project = mkdtempSync(join(tmpdir(), "simplex-chat-types-"))
// On Windows pnpm and npm are scripts, which only a shell runs.
const shell = process.platform === "win32"
const inProject = { cwd: project, encoding: "utf8" } as const
const readme = readmeBlocks("README.md").map((code, index) => ({
  code,
  file: `readme-${index}.ts`,
}))
let tarball = ""

beforeAll(() => {
  execFileSync("pnpm", ["pack", "--pack-destination", project], { shell })
  tarball = join(project, readdirSync(project).find((file) => file.endsWith(".tgz")) ?? "")
  cpSync("test/package/fixtures", project, { recursive: true })
  for (const { code, file } of readme) writeFileSync(join(project, file), code)
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }')
  const install = ["install", "--offline", "--no-audit", "--no-fund", tarball]
  execFileSync("npm", install, { ...inProject, shell })
}, 60_000)

afterAll(() => rmSync(project, { recursive: true }))

/** Runs a program that an installed package brings, and gives what it printed. */
function run(name: string, bin: string, args: string[]): string {
  const home = join("node_modules", name)
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
    bin: string | Record<string, string>
  }
  const file = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin]
  try {
    return execFileSync(process.execPath, [join(home, file ?? ""), ...args], { encoding: "utf8" })
  } catch (error) {
    // What a compiler or linter found stands on its output.
    throw new Error((error as { stdout: string }).stdout, { cause: error })
  }
}

describe("the installed package", () => {
  const compilers = ["typescript-5.4", "typescript-5.9", "typescript", "typescript-7"]
  const cases = compilers.flatMap((compiler) =>
    [true, false].map((exact) => [compiler, exact] as const),
  )

  it.each(cases)(
    "type-checks with %s, exactOptionalPropertyTypes: %s",
    (compiler, exact) => {
      const options = {
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        exactOptionalPropertyTypes: exact,
        target: "es2022",
        lib: ["es2022"],
        types: [],
        module: "nodenext",
        moduleResolution: "nodenext",
      }
      const file = join(project, "tsconfig.json")
      const files = ["types.ts", "globals.d.ts", ...readme.map((block) => block.file)]
      writeFileSync(file, JSON.stringify({ compilerOptions: options, files }))
      expect(run(compiler, "tsc", ["-p", project])).toBe("")
    },
    60_000,
  )

  it("runs", () => {
    expect(execFileSync(process.execPath, ["run.ts"], inProject)).toBe("ran\n")
  })

  it.each(readme)("runs the README's code, $file", ({ file }) => {
    expect(() => execFileSync(process.execPath, [file], inProject)).not.toThrow()
  })

  it("has no dependencies, and leaves the wire types at home", () => {
    const installed = join(project, "node_modules/@simplex-chat/types")
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
    expect(files).toEqual(expect.arrayContaining(sources.map((file) => `${file}.js`)))
  })
})

describe("the tarball", () => {
  it("is clean for publint", () => {
    expect(run("publint", "publint", [tarball, "--strict"])).toContain("All good")
  }, 60_000)

  it("is clean for attw", () => {
    // It prints what it finds, and exits with 1.
    expect(
      run("@arethetypeswrong/cli", "attw", [tarball, "--profile", "esm-only", "--quiet"]),
    ).toBe("")
  }, 60_000)
})

it("the sources run as they are", () => {
  const modules = ["index", "parse", "validate"].map((name) => `import "./src/${name}.ts"`)
  const code = `${modules.join(";")}; console.log("ran")`
  const args = ["--input-type=module", "--eval", code]
  expect(execFileSync(process.execPath, args, { encoding: "utf8" })).toBe("ran\n")
})
