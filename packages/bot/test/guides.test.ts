import { execFile } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, expect, test } from "vitest"

const guides = new URL("../guides/", import.meta.url)
const names = readdirSync(guides).filter((name) => name.endsWith(".md"))

// Inside the package, so that its imports are found and its types are checked as a user's would be.
const folder = join(import.meta.dirname, "guide-code")
beforeAll(() => mkdirSync(folder, { recursive: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The code of a guide as one program, with the sources in place of the package. */
function programOf(name: string): string {
  const text = readFileSync(new URL(name, guides), "utf8")
  const blocks = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code)
  expect(blocks.length).toBeGreaterThan(1)
  return blocks
    .join("\n")
    .replaceAll('"@simplex-chat/bot"', '"../../src/index.ts"')
    .replaceAll(/"@simplex-chat\/bot\/([a-z0-9]+)"/g, '"../../src/$1/index.ts"')
}

const fileOf = (name: string) => join(folder, name.replace(/\.md$/, ".ts"))

test.each(names)(
  "the code of %s runs, ends in a test of itself, and leaves nothing behind",
  async (name) => {
    const code = programOf(name)
    expect(code).toContain("testBot")
    writeFileSync(fileOf(name), code)
    await import(pathToFileURL(fileOf(name)).href)
  },
)

test("and all of it compiles", async () => {
  for (const name of names) writeFileSync(fileOf(name), programOf(name))
  const config = { extends: "../../tsconfig.json", include: ["*.ts"] }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))
  const tsc = fileURLToPath(new URL("../../../node_modules/typescript-7/bin/tsc", import.meta.url))
  const compiled = promisify(execFile)(process.execPath, [tsc, "-p", folder, "--noEmit"])
  const output = await compiled.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
  expect(output).toBe("")
})

test("the README names every guide", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
  for (const name of names) expect(readme).toContain(`](guides/${name})`)
})
