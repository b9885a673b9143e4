import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { brought } from "./licences.ts"
import { packageIn } from "./repository.ts"

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "licences-"))
})
afterEach(() => rm(folder, { recursive: true }))

async function given(path: string, manifest: object): Promise<void> {
  await mkdir(join(folder, path), { recursive: true })
  await writeFile(join(folder, path, "package.json"), JSON.stringify(manifest))
}

async function link(path: string, to: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await symlink(join(folder, to), join(folder, path), "junction")
}

test("dependencies of dependencies are found where pnpm puts them, with the way to each", async () => {
  await given("kettle", {
    name: "kettle",
    dependencies: { spout: "1" },
    optionalDependencies: { "for-another-system": "1" },
    devDependencies: { "test-stand": "1" },
  })
  await given("store/spout@1/node_modules/spout", {
    name: "spout",
    version: "1.0.0",
    license: "MIT",
    dependencies: { lip: "2" },
  })
  await given("store/lip@2/node_modules/lip", {
    name: "lip",
    version: "2.0.0",
    license: { type: "ISC" },
    dependencies: { spout: "1" },
  })
  await given("store/lip@3/node_modules/lip", { name: "lip", version: "3.0.0" })
  await link("kettle/node_modules/spout", "store/spout@1/node_modules/spout")
  await link("store/spout@1/node_modules/lip", "store/lip@2/node_modules/lip")
  await link("store/lip@2/node_modules/spout", "store/spout@1/node_modules/spout")

  expect(brought([packageIn(join(folder, "kettle"))])).toEqual([
    { name: "spout", version: "1.0.0", licence: "MIT", path: ["kettle", "spout"] },
    { name: "lip", version: "2.0.0", licence: "ISC", path: ["kettle", "spout", "lip"] },
  ])
})

test("a dependency that must be there and is not is named", async () => {
  await given("kettle", { name: "kettle", dependencies: { spout: "1" } })
  expect(() => brought([packageIn(join(folder, "kettle"))])).toThrow(
    "kettle > spout is not installed",
  )
})
