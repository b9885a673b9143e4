import { createHash, randomUUID } from "node:crypto"
import { createReadStream } from "node:fs"
import { lstat, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import type { DigestSource } from "./trust.ts"

/** One file of an installation. */
export interface InstalledFile {
  /** Relative, with slashes. */
  readonly path: string
  readonly sha256: string
  /** Size and times when it was last hashed: a file whose stamp is the same is not read again. */
  readonly stamp: string
}

/** What was installed. It lies beside the files and is written last. */
export interface Manifest {
  readonly version: string
  readonly archive: string
  /** SHA-256 of the archive that the files are from. */
  readonly sha256: string
  /** What said that it is the right one. */
  readonly digestSource?: DigestSource
  readonly files: readonly InstalledFile[]
}

const manifestName = "installed.json"

export async function readManifest(folder: string): Promise<Manifest | undefined> {
  let text
  try {
    text = await readFile(join(folder, manifestName), "utf8")
  } catch {
    return undefined
  }
  try {
    const manifest = JSON.parse(text) as Manifest
    return manifest.files.every((file) => typeof file.path === "string") ? manifest : undefined
  } catch {
    return undefined
  }
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = join(folder, manifestName)
  const made = `${file}.${randomUUID()}`
  try {
    await writeFile(made, `${JSON.stringify(manifest, null, 1)}\n`, { flush: true })
    await rename(made, file)
  } catch (error) {
    await rm(made, { force: true })
    throw error
  }
}

/**
 * Compares an installation with its manifest. Files that have not been touched since they were last
 * hashed are only looked at; a copied cache is hashed once and remembered.
 *
 * @returns the first difference, or undefined.
 */
export async function findDifference(
  folder: string,
  manifest: Manifest,
): Promise<{ file: string; expected: string; actual: string | undefined } | undefined> {
  const files: InstalledFile[] = []
  for (const file of manifest.files) {
    const stamp = await stampOf(join(folder, file.path))
    if (stamp === file.stamp) {
      files.push(file)
      continue
    }
    const actual = stamp === undefined ? undefined : await sha256Of(join(folder, file.path))
    if (actual !== file.sha256) return { file: file.path, expected: file.sha256, actual }
    files.push({ ...file, stamp: stamp ?? "" })
  }
  if (files.some((file, i) => file !== manifest.files[i]))
    await writeManifest(folder, { ...manifest, files }).catch(() => {}) // read-only: hash again
  return undefined
}

export async function stampOf(path: string): Promise<string | undefined> {
  try {
    const stat = await lstat(path, { bigint: true })
    return stat.isFile() ? `${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}` : undefined
  } catch {
    return undefined
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256")
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest("hex")
}
