// The files of this repository that the checks read.

import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { parse } from "yaml"

export const root = fileURLToPath(new URL("../../..", import.meta.url))

/** What is read of a package.json. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly license?: string | { readonly type: string }
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** A package of the workspace. */
export interface Package {
  readonly folder: string
  readonly manifest: Manifest
}

export function read(...path: string[]): string {
  return readFileSync(join(root, ...path), "utf8")
}

/** A YAML file of the repository. */
export function readYaml(...path: string[]): unknown {
  return parse(read(...path))
}

/** The root and every package of the workspace. */
export function packages(): Package[] {
  const { packages: patterns } = readYaml("pnpm-workspace.yaml") as { packages: string[] }
  const folders = patterns.flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: root }))
  return ["package.json", ...folders].map((file) => packageIn(join(root, dirname(file))))
}

/** The packages that users install. */
export function published(): Package[] {
  return packages().filter(({ manifest }) => manifest.private !== true)
}

export function packageIn(folder: string): Package {
  const text = readFileSync(join(folder, "package.json"), "utf8")
  return { folder, manifest: JSON.parse(text) as Manifest }
}
