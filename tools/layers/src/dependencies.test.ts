import { expect, test } from "vitest"
import { upwardDependencies } from "./dependencies.ts"

const order = [
  ["@simplex-chat/shop"],
  ["@simplex-chat/oven", "@simplex-chat/pan"],
  ["@simplex-chat/flour"],
]
const needing = (name: string, ...others: string[]) => ({
  name: `@simplex-chat/${name}`,
  dependencies: Object.fromEntries(others.map((other) => [`@simplex-chat/${other}`, "1"])),
})

test("a package may depend on those below it, and on those of others", () => {
  const shop = needing("shop", "pan", "flour")
  expect(
    upwardDependencies({ ...shop, dependencies: { ...shop.dependencies, pino: "1" } }, order),
  ).toEqual([])
})

test.each(["dependencies", "optionalDependencies", "peerDependencies"])(
  "a package that depends on one above it is found: %s",
  (kind) => {
    const manifest = { name: "@simplex-chat/flour", [kind]: { "@simplex-chat/shop": "1" } }
    expect(upwardDependencies(manifest, order)).toEqual([
      "@simplex-chat/flour depends on @simplex-chat/shop, which is not below it",
    ])
  },
)

test("packages of one row do not know each other", () => {
  expect(upwardDependencies(needing("oven", "pan"), order)).toEqual([
    "@simplex-chat/oven depends on @simplex-chat/pan, which is not below it",
  ])
})

test("a package must be in a layer", () => {
  expect(upwardDependencies(needing("cellar"), order)).toEqual([
    "@simplex-chat/cellar is in no layer: list it in tools/layers/src/layers.ts",
  ])
})
