import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { upwardImports } from "./check.ts"

/** A shop sells what the bakery bakes; the bakery knows nothing of the shop. */
const layers = { order: ["shop", "bakery", "flour.ts"] }
const shop = {
  "index.ts": `export { sell } from "./shop/sell.ts"\n`,
  "shop/sell.ts": `import { bake } from "../bakery/bake.ts"\nexport const sell = () => bake()\n`,
  "bakery/bake.ts": `import { flour } from "../flour.ts"\nexport const bake = () => flour\n`,
  "flour.ts": `export const flour = "flour"\nexport type Flour = string\n`,
}

function packageOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "layers-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, "src", path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return folder
}

test("imports that point downward are fine", async () => {
  expect(await upwardImports(packageOf(shop), layers)).toEqual([])
})

test.each([
  ["a value", `import { sell } from "../shop/sell.ts"\nexport const bake = () => sell()\n`],
  ["a type", `import type { sell } from "../shop/sell.ts"\nexport type Bake = typeof sell\n`],
  ["a type in place", `export type Bake = typeof import("../shop/sell.ts").sell\n`],
  ["a re-export", `export { sell } from "../shop/sell.ts"\n`],
  ["a re-exported type", `export type { sell } from "../shop/sell.ts"\n`],
  ["a dynamic import", `export const bake = () => import("../shop/sell.ts")\n`],
])("an import that is turned round is found: %s", async (_, bake) => {
  const folder = packageOf({
    ...shop,
    "bakery/bake.ts": bake,
    "shop/sell.ts": "export const sell = () => 1\n",
  })
  expect(await upwardImports(folder, layers)).toEqual([
    "bakery/bake.ts -> shop/sell.ts points to a higher layer",
  ])
})

test("a file that is not listed is above all layers", async () => {
  const folder = packageOf({ ...shop, "flour.ts": `export { sell as flour } from "./index.ts"\n` })
  expect(await upwardImports(folder, layers)).toEqual([
    "flour.ts -> index.ts points to a higher layer",
  ])
})

test("a folder must be in a layer", async () => {
  const folder = packageOf({ ...shop, "cellar/wine.ts": "export const wine = 1\n" })
  expect(await upwardImports(folder, layers)).toEqual([
    "src/cellar is in no layer: list it in tools/layers/src/layers.ts",
  ])
})

test("an exception holds for one pair of files, as long as it is needed", async () => {
  const except = ["bakery/bake.ts -> shop/sell.ts"]
  const turned = { ...shop, "bakery/bake.ts": `export { sell as bake } from "../shop/sell.ts"\n` }
  expect(await upwardImports(packageOf(turned), { ...layers, except })).toEqual([])
  expect(await upwardImports(packageOf(shop), { ...layers, except })).toEqual([
    "bakery/bake.ts -> shop/sell.ts is listed as an exception, but there is no such import",
  ])
})

test("tests may import from anywhere", async () => {
  const folder = packageOf({ ...shop, "bakery/bake.test.ts": `import "../shop/sell.ts"\n` })
  expect(await upwardImports(folder, layers)).toEqual([])
})
