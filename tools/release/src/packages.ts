// The packages of a checkout that are published.

import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** This checkout. */
export const root = fileURLToPath(new URL("../../..", import.meta.url))

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface Package {
  readonly folder: string
  readonly manifest: Manifest
}

/** What is published of the checkout in a folder; each package comes after those it depends on. */
export function published(checkout: string): Package[] {
  const all = globSync("packages/*/package.json", { cwd: checkout })
    .sort()
    .map((file) => packageIn(join(checkout, dirname(file))))
    .filter(({ manifest }) => manifest.private !== true)
  const ordered: Package[] = []
  const add = (one: Package): void => {
    if (ordered.includes(one)) return
    for (const other of all) if (other.manifest.name in needs(one.manifest)) add(other)
    ordered.push(one)
  }
  all.forEach(add)
  return ordered
}

export function packageIn(folder: string): Package {
  const text = readFileSync(join(folder, "package.json"), "utf8")
  return { folder, manifest: JSON.parse(text) as Manifest }
}

/** What is installed with a package. */
export function needs(manifest: Manifest): Readonly<Record<string, string>> {
  return { ...manifest.dependencies, ...manifest.optionalDependencies }
}

/** What the changelog says of a version; empty when it says nothing. */
export function changesOf({ folder, manifest }: Package): string {
  const file = join(folder, "CHANGELOG.md")
  const text = existsSync(file) ? readFileSync(file, "utf8") : ""
  const sections = text.split(/^## /m)
  const own = sections.find((section) => section.split("\n")[0] === manifest.version)
  return own === undefined ? "" : own.replace(/^.*\n+/, "").trim()
}
