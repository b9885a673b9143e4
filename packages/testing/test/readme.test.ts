import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
const source = fileURLToPath(new URL("../src/index.ts", import.meta.url))

test("the README's bot runs", () => {
  const [, code = ""] = /```ts\n([^]*?)```/.exec(readme) ?? []
  expect(code).toContain("dialogue")
  const folder = mkdtempSync(join(tmpdir(), "readme-"))
  try {
    const file = join(folder, "example.mjs")
    writeFileSync(file, code.replace('"@simplex-chat/testing"', JSON.stringify(source)))
    execFileSync(process.execPath, [file], { stdio: "pipe" })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
