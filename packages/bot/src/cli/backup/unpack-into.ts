import { mkdtemp, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import { unpack } from "./archive.ts"
import { checkUnpacked } from "./manifest.ts"

/**
 * Unpacks a backup into a folder beside where it is needed, checks it, and removes the folder afterwards.
 *
 * @param beside a path in the folder that has room: that of the archive when absent
 * @throws {CommandLineError} when it is no backup, or a damaged one
 */
export async function unpackInto<Result>(
  archive: string,
  use: (folder: string) => Promise<Result>,
  beside = archive,
): Promise<Result> {
  const folder = await mkdtemp(join(dirname(beside), ".simplex-bot-backup-"))
  try {
    await checkUnpacked(folder, await unpack(archive, folder))
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
