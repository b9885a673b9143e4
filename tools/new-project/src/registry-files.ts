// A registry as files: what `simplex-bot new --from` serves to npm while it installs.

import { existsSync, readdirSync, readFileSync } from "node:fs"
import { cp, mkdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { run } from "../../release/src/run.ts"
import type { Locked } from "./lockfile.ts"

/** One version, as npm asks for it, with what the public registry has for it. */
interface Version {
  readonly manifest: object
  /** The file with its content; absent for another platform's. */
  readonly archive?: string
  /** The digest of the public registry's archive, for the lock file of the project. */
  readonly integrity: string
}

/**
 * Writes `registry.json` and the archives beside it. The content is that of `node_modules`; the
 * archives are not those of the public registry, but hold the same files.
 */
export async function writeRegistry(
  clone: string,
  folder: string,
  packages: readonly Locked[],
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const store = join(clone, "node_modules", ".pnpm")
  const installed = readdirSync(store)
  const registry: Record<string, Record<string, Version>> = {}
  for (const one of packages) {
    const { name, version, integrity, limits } = one
    const source = folderOf(one, store, installed)
    const archive = `${name.replace("/", "+")}-${version}.tar`
    if (source !== undefined) await archived(source, folder, archive)
    const manifest: unknown =
      source === undefined
        ? { name, version, ...limits }
        : JSON.parse(readFileSync(join(source, "package.json"), "utf8"))
    const entry = { manifest: manifest as object, integrity }
    registry[name] = {
      ...registry[name],
      [version]: source === undefined ? entry : { ...entry, archive },
    }
  }
  await writeFile(join(folder, "registry.json"), JSON.stringify(registry))
}

/** pnpm adds the versions of peers to the folder's name; the content is the same. */
function folderOf(
  { name, version }: Locked,
  store: string,
  installed: readonly string[],
): string | undefined {
  const prefix = `${name.replace("/", "+")}@${version}`
  const match = installed.find((entry) => entry === prefix || entry.startsWith(`${prefix}_`))
  if (match === undefined) return undefined
  const path = join(store, match, "node_modules", name)
  return existsSync(path) ? path : undefined
}

/** Copied first: equal files are one file in pnpm's store, and npm unpacks no links. */
async function archived(source: string, folder: string, archive: string): Promise<void> {
  const copy = join(folder, "package")
  await cp(source, copy, { recursive: true, filter: (path) => !path.endsWith("/node_modules") })
  await run("tar", ["-cf", archive, "package"], { cwd: folder })
  await rm(copy, { recursive: true })
}
