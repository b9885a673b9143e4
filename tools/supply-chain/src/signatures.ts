// `npm audit signatures` in a pnpm workspace. At the root npm sees the dependencies of the root alone;
// through a project that links to every package it sees all that pnpm installed.

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import type { Package } from "./repository.ts"

/** Makes of an empty folder a project that depends on each of some packages, where they are. */
export function linkAll(folder: string, packages: readonly Package[]): void {
  const dependencies: Record<string, string> = {}
  for (const one of packages) {
    const { name } = one.manifest
    const link = join(folder, "node_modules", name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(resolve(one.folder), link, "junction")
    dependencies[name] = `file:${resolve(one.folder)}`
  }
  const manifest = { name: "all-of-the-workspace", private: true, dependencies }
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest))
}
