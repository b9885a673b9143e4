// What pnpm-lock.yaml says about the packages that this clone installed.

import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "yaml"

/** A package as the registry has it. */
export interface Locked {
  readonly name: string
  readonly version: string
  /** The digest of the registry's archive. */
  readonly integrity: string
  /** What is known of one that is not installed here, since it is for another platform. */
  readonly limits: Readonly<Record<string, unknown>>
}

type Versions = Readonly<Record<string, string>>

interface Importer {
  readonly dependencies?: Readonly<Record<string, { readonly version: string }>>
  readonly devDependencies?: Readonly<Record<string, { readonly version: string }>>
}

interface Lockfile {
  readonly importers: Readonly<Record<string, Importer>>
  readonly packages: Readonly<
    Record<string, Readonly<Record<string, unknown>> & { resolution: { integrity: string } }>
  >
  readonly snapshots: Readonly<
    Record<string, { dependencies?: Versions; optionalDependencies?: Versions }>
  >
}

const limiting = ["os", "cpu", "libc", "engines"]

/**
 * All packages of the registry that some workspace packages and tools need, each version once.
 *
 * @param folders of workspace packages, relative to the clone: their dependencies
 * @param tools names among the development dependencies of the root and of these packages
 * @throws {Error} when none of them depends on a tool
 */
export function lockedFor(
  clone: string,
  folders: readonly string[],
  tools: readonly string[],
): Locked[] {
  const lockfile = parse(readFileSync(join(clone, "pnpm-lock.yaml"), "utf8")) as Lockfile
  const found = new Map<string, Locked>()
  const seen = new Set<string>()
  const add = (name: string, version: string): void => {
    if (version.startsWith("link:")) return
    // An alias holds the other name: `string-width: wide@4.2.3`.
    const key = /^@?[^@(]+@/.test(version) ? version : `${name}@${version}`
    if (seen.has(key)) return
    seen.add(key)
    const id = key.replace(/\(.*$/, "")
    found.set(id, locked(id, lockfile))
    const { dependencies, optionalDependencies } = lockfile.snapshots[key] ?? {}
    for (const entry of Object.entries({ ...dependencies, ...optionalDependencies })) add(...entry)
  }
  for (const folder of folders) {
    const { dependencies = {} } = lockfile.importers[folder] ?? {}
    for (const [name, { version }] of Object.entries(dependencies)) add(name, version)
  }
  for (const tool of tools) {
    const users = [".", ...folders].map((folder) => lockfile.importers[folder]?.devDependencies)
    const entry = users.find((dependencies) => dependencies?.[tool] !== undefined)?.[tool]
    if (entry === undefined)
      throw new Error(`${tool}: neither the root nor a package depends on it`)
    add(tool, entry.version)
  }
  return [...found.values()]
}

function locked(id: string, { packages }: Lockfile): Locked {
  const at = id.lastIndexOf("@")
  const about = packages[id]
  if (about === undefined) throw new Error(`pnpm-lock.yaml has no package ${id}`)
  const limits = Object.entries(about).filter(([key]) => limiting.includes(key))
  return {
    name: id.slice(0, at),
    version: id.slice(at + 1),
    integrity: about.resolution.integrity,
    limits: Object.fromEntries(limits),
  }
}
