// What a user gets with our packages, and under which licences.

import { installed, packageIn, type Manifest, type Package } from "./repository.ts"

/** A package that comes with one of ours. */
export interface Brought {
  readonly name: string
  readonly version: string
  readonly licence: string
  /** The names that lead to it, from ours down. */
  readonly path: readonly string[]
}

/**
 * All dependencies of some packages, direct and indirect, that are installed on this system, but for
 * those for development.
 */
export function brought(by: readonly Package[]): Brought[] {
  const found = new Map<string, Brought>()
  const visit = (folder: string, path: readonly string[]): void => {
    const { manifest } = packageIn(folder)
    for (const [name, required] of dependencies(manifest)) {
      const where = installed(folder, name)
      // Binaries for other systems are optional, and not here.
      if (where === undefined && !required) continue
      if (where === undefined) throw new Error(`${[...path, name].join(" > ")} is not installed`)
      const { version, license } = packageIn(where).manifest
      if (found.has(`${name}@${version}`)) continue
      const licence = (typeof license === "object" ? license.type : license) ?? "none"
      found.set(`${name}@${version}`, { name, version, licence, path: [...path, name] })
      visit(where, [...path, name])
    }
  }
  for (const { folder, manifest } of by) visit(folder, [manifest.name])
  return [...found.values()]
}

function dependencies(manifest: Manifest): [name: string, required: boolean][] {
  const optional = Object.keys(manifest.optionalDependencies ?? {})
  const required = Object.keys(manifest.dependencies ?? {}).filter((one) => !optional.includes(one))
  return [
    ...required.map((name): [string, boolean] => [name, true]),
    ...optional.map((name): [string, boolean] => [name, false]),
  ]
}
