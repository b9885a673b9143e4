import { execFileSync } from "node:child_process"
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { recipes } from "../readme/recipes.ts"

// The package as it is published: packed with those that it depends on, installed into an empty
// project outside the workspace, compiled and run there. It needs `pnpm build` first, which
// `pnpm test` at the root does.

const project = mkdtempSync(join(tmpdir(), "simplex-chat-api-"))
// On Windows pnpm is a script, which only a shell runs.
const shell = process.platform === "win32"
const inProject = { cwd: project, encoding: "utf8" } as const
const tarballs = ["types", "core-ffi", "api"].map((name) => ({
  name: `@simplex-chat/${name}`,
  file: join(project, `${name}.tgz`),
}))

beforeAll(() => {
  for (const { name, file } of tarballs) {
    execFileSync("pnpm", ["--filter", name, "pack", "--out", file], { shell })
  }
  cpSync("test/package/fixtures", project, { recursive: true })
  for (const { number, code } of recipes())
    writeFileSync(join(project, `recipe-${number}.ts`), code)
  const files = Object.fromEntries(tarballs.map(({ name, file }) => [name, `file:${file}`]))
  const manifest = {
    private: true,
    type: "module",
    dependencies: { ...files, "@types/node": "^22.18.0" },
    pnpm: { overrides: files },
  }
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest))
  const install = ["install", "--prefer-offline", "--ignore-scripts"]
  execFileSync("pnpm", install, { ...inProject, shell })
}, 120_000)

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
  it.each(["typescript-5.9", "typescript", "typescript-7"])(
    "type-checks with %s, and so do the README's recipes",
    (compiler) => {
      const compilerOptions = {
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        target: "es2023",
        lib: ["es2023"],
        types: ["node"],
        module: "nodenext",
        moduleResolution: "nodenext",
      }
      const files = readdirSync(project).filter((file) => file.endsWith(".ts"))
      expect(files).toHaveLength(11)
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }))
      expect(run(compiler, "tsc", ["-p", project])).toBe("")
    },
    60_000,
  )

  it("runs", () => {
    expect(execFileSync(process.execPath, ["run.ts"], inProject)).toBe("ran\n")
  })

  it("has no sources and no tests", () => {
    const installed = join(project, "node_modules/@simplex-chat/api")
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" })
    expect(files.filter((file) => /test|src/.test(file))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "dist/index.d.ts"]))
  })
})

describe("the tarball", () => {
  const tarball = join(project, "api.tgz")

  it("is clean for publint", () => {
    expect(run("publint", "publint", [tarball, "--strict"])).toContain("All good")
  }, 60_000)

  it("is clean for attw", () => {
    // It prints what it finds, and exits with 1.
    const args = [tarball, "--profile", "esm-only", "--quiet"]
    expect(run("@arethetypeswrong/cli", "attw", args)).toBe("")
  }, 60_000)
})
