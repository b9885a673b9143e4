#!/usr/bin/env node
// `pnpm release:sizes`: writes into the README how large the packages are that `pnpm build` built.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { format, resolveConfig } from "prettier"
import { root } from "./packages.ts"
import { withSizes } from "./size-table.ts"
import { builderSizes, sizesOf } from "./sizes.ts"

const file = join(root, "README.md")
const temporary = await mkdtemp(join(tmpdir(), "sizes-"))
try {
  const packages = await sizesOf(root, temporary)
  const measured = { packages, builders: await builderSizes(import.meta.dirname) }
  const readme = withSizes(await readFile(file, "utf8"), measured)
  const layout = { ...(await resolveConfig(file)), filepath: file }
  await writeFile(file, await format(readme, layout))
  for (const { name, packed, unpacked } of packages) console.log(name, packed, unpacked)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await rm(temporary, { recursive: true, force: true })
}
