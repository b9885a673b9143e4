import { mkdir, rm } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { unpack } from "./archive.ts"
import { checkUnpacked } from "./manifest.ts"

/**
 * Unpacks a backup into a folder beside where it is needed, checks it, and removes the folder afterwards.
 * The next one for the same name removes what a killed process has left.
 *
 * @param beside a path in the folder that has room: that of the archive when absent
 * @throws {CommandLineError} when it is no backup, or a damaged one
 */
export async function unpackInto<Result>(
  archive: string,
  use: (folder: string) => Promise<Result>,
  beside = archive,
): Promise<Result> {
  const folder = join(dirname(beside), `.unpacked-${basename(beside)}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  try {
    await checkUnpacked(folder, await unpack(archive, folder))
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
