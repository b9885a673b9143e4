#!/usr/bin/env node
// `pnpm release:sbom FOLDER`: writes sbom.cdx.json beside what was packed there.

import { writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { sbomOf } from "./sbom.ts"

try {
  const [folder, ...others] = process.argv.slice(2)
  if (folder === undefined || others.length > 0)
    throw new Error("Usage: release:sbom FOLDER, which `pnpm release:pack` filled")
  const file = join(resolve(folder), "sbom.cdx.json")
  await writeFile(file, await sbomOf(resolve(folder)))
  console.log(file)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
