import { execFile } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, expect, test } from "vitest"
import { blocks } from "./blocks.ts"

// Inside the package, so that imports are found as in a project of a reader's.
const folder = join(import.meta.dirname, "../page-code")

beforeAll(() => {
  for (const { name, code } of blocks()) {
    const file = join(folder, `${name}.ts`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${code}\nexport {}\n`)
  }
  const compilerOptions = { types: ["node"], skipLibCheck: true, rootDir: ".." }
  const config = { extends: "../../tsconfig.base.json", compilerOptions, include: ["."] }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("the code of every page compiles", async () => {
  const compiling = promisify(execFile)("tsc", ["-p", folder, "--pretty", "false"])
  const problems = await compiling.then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  )
  expect(problems).toBe("")
})
