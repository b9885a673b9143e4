import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { CommandLineError } from "../command-line-error.ts"
import type { BotFile } from "./files-of.ts"

/** The first file of a backup: what else is in it. */
export const manifestName = "backup.json"

export interface Manifest {
  readonly format: 1
  readonly createdAt: string
  readonly sdk: string
  readonly files: readonly BackedUp[]
}

export interface BackedUp {
  /** What follows the prefix of the database: `_chat.db`, `_files/photo.jpg`. */
  readonly name: string
  readonly size: number
  readonly sha256: string
}

/** @throws {CommandLineError} when it cannot be read */
export async function describeFile({ name, path }: BotFile): Promise<BackedUp> {
  const hash = createHash("sha256")
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
    return { name, size: (await stat(path)).size, sha256: hash.digest("hex") }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CommandLineError(`${path}: cannot be read (${code})`, { cause: error })
  }
}

/** No name may lead out of the folder that it is written to. */
const isName = (name: string): boolean =>
  /^_[^/\\]+(\/[^/\\]+)*$/.test(name) && !name.split("/").includes("..")

/**
 * The manifest of an unpacked backup, all of whose files are there as they were.
 *
 * @throws {CommandLineError} when it is no backup, or a file is missing, changed or not listed
 */
export async function checkUnpacked(folder: string, names: readonly string[]): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const listed = new Set(manifest.files.map(({ name }) => name))
  const others = names.filter((name) => name !== manifestName && !listed.has(name))
  if (others.length > 0) throw new CommandLineError(`the backup has files that it does not list`)
  for (const file of manifest.files) {
    if (!isName(file.name)) throw new CommandLineError(`${file.name}: no name of a backup`)
    const path = join(folder, file.name)
    const found = await describeFile({ name: file.name, path }).catch(() => undefined)
    if (found === undefined || found.sha256 !== file.sha256 || found.size !== file.size)
      throw new CommandLineError(`the backup is damaged: ${file.name} is not as it was`)
  }
  return manifest
}

/** Whatever else is in it, a backup without the database would be restored as a new bot. */
function listsDatabase(files: unknown): boolean {
  const names = Array.isArray(files)
    ? files.map((file: unknown) => (file as Partial<BackedUp> | null)?.name)
    : []
  return (
    names.every((name) => typeof name === "string") &&
    names.includes("_chat.db") &&
    names.includes("_agent.db")
  )
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, manifestName), "utf8")) as Manifest
    if ((manifest.format as number) === 1 && listsDatabase(manifest.files)) return manifest
  } catch {
    // Said below.
  }
  throw new CommandLineError("this is no backup of simplex-bot, or one of a later version")
}
