import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

// The compiler checks the globals (tsconfig.portable.json); these are the modules.
const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
)

test.each(sources)("%s imports nothing but this package", (name) => {
  const text = readFileSync(`src/${name}`, "utf8")
  const imported = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, from]) => from)
  expect(imported.filter((from) => !/^\.\.?\//.test(from ?? ""))).toEqual([])
})

test("the package has no dependencies", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as object
  expect(Object.keys(manifest).filter((key) => /ependencies/.test(key))).toEqual([])
})
