import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { pack, packedIn } from "./pack.ts"
import { published } from "./packages.ts"
import { run } from "./run.ts"
import { sbomOf } from "./sbom.ts"

let checkout: string
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), "pack-"))
  await writeFile(join(checkout, "pnpm-workspace.yaml"), "packages:\n  - packages/*\n")
  await writeFile(join(checkout, "package.json"), '{ "private": true }')
})
afterEach(() => rm(checkout, { recursive: true }))

async function given(name: string, manifest: object, changelog?: string): Promise<string> {
  const folder = join(checkout, "packages", name)
  await mkdir(folder, { recursive: true })
  const whole = { name: `@made-up/${name}`, version: "1.2.0", license: "MIT", ...manifest }
  await writeFile(join(folder, "package.json"), JSON.stringify(whole))
  if (changelog !== undefined) await writeFile(join(folder, "CHANGELOG.md"), changelog)
  return folder
}

const changelog = `# @made-up/kettle

## 1.2.0

### Minor Changes

- 1a2b3c4: It whistles.

## 1.1.0

- It boils.
`

test("packages come after those that they depend on, and private ones not at all", async () => {
  await given("cup", {
    dependencies: { "@made-up/kettle": "workspace:*", "@made-up/tea": "^1.0.0" },
  })
  await given("kettle", { optionalDependencies: { "@made-up/water": "workspace:^" } })
  await given("private", { private: true })
  await given("water", {})
  expect(published(checkout).map(({ manifest }) => manifest.name)).toEqual([
    "@made-up/water",
    "@made-up/kettle",
    "@made-up/cup",
  ])
})

test("what is packed says what is new, and where it is from, and package.json stays as it is", async () => {
  const folder = await given("kettle", {}, changelog)
  await given("water", { version: "3.0.0" })
  const before = await readFile(join(folder, "package.json"), "utf8")

  const to = join(checkout, "packed")
  const packed = await pack(checkout, to, {
    only: ({ manifest }) => Promise.resolve(manifest.name !== "@made-up/water"),
    repository: "made-up/kitchen",
  })
  expect(packed).toEqual([{ id: "@made-up/kettle@1.2.0", file: "made-up-kettle-1.2.0.tgz" }])
  expect(await packedIn(to)).toEqual(packed)
  expect(await readFile(join(to, "made-up-kettle-1.2.0.md"), "utf8")).toBe(
    "### Minor Changes\n\n- 1a2b3c4: It whistles.\n",
  )
  expect(await readFile(join(folder, "package.json"), "utf8")).toBe(before)
  const manifest = await run("tar", ["-xOf", "made-up-kettle-1.2.0.tgz", "package/package.json"], {
    cwd: to,
  })
  expect(JSON.parse(manifest)).toMatchObject({
    name: "@made-up/kettle",
    repository: {
      type: "git",
      url: "git+https://github.com/made-up/kitchen.git",
      directory: "packages/kettle",
    },
  })
})

test("the list of what packages bring names each of them, in CycloneDX", async () => {
  await given("kettle", {})
  await given("water", { version: "3.0.0" })
  const to = join(checkout, "packed")
  await pack(checkout, to)
  // Nothing listens there: what is packed needs nothing else.
  const sbom = JSON.parse(await sbomOf(to, "http://127.0.0.1:9/")) as {
    bomFormat: string
    components: { name: string; version: string; licenses: object[] }[]
  }
  expect(sbom.bomFormat).toBe("CycloneDX")
  expect(sbom.components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual([
    "@made-up/kettle@1.2.0",
    "@made-up/water@3.0.0",
  ])
  expect(sbom.components[0]?.licenses).toEqual([{ license: { id: "MIT" } }])
})
