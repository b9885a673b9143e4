import { readdir, realpath, stat } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { CommandLineError } from "../command-line-error.ts"

/** A file of a bot. */
export interface BotFile {
  /** What follows the prefix of the database: `_chat.db`, `_files/photo.jpg`. */
  readonly name: string
  /** Where its bytes are: links are followed, since the folder of files may be on another disk. */
  readonly path: string
}

/** What is not of the bot: another start makes them anew. */
const leftOut = /^(\.lock|_core\.token|_backup\.json|_files\/tmp\/.*|.*-shm)$/

/**
 * The files of a bot: those whose names begin with the prefix of its database and `_`.
 *
 * @throws {CommandLineError} when a link leads nowhere, or a folder contains itself
 */
export async function filesOf(prefix: string): Promise<BotFile[]> {
  const files: BotFile[] = []
  const collect = async (path: string, within: readonly string[]): Promise<void> => {
    const real = await realpath(path).catch((error: unknown) => {
      throw new CommandLineError(`${path}: this link leads nowhere`, { cause: error })
    })
    const found = await stat(real)
    if (found.isFile()) {
      const name = path.slice(prefix.length).replaceAll("\\", "/")
      if (!leftOut.test(name)) files.push({ name, path: real })
    } else if (found.isDirectory()) {
      if (within.includes(real)) throw new CommandLineError(`${path}: this link leads to itself`)
      for (const name of await readdir(real)) await collect(join(path, name), [...within, real])
    }
    // Sockets and the like keep nothing.
  }
  const own = (await readdir(dirname(prefix))).filter((name) =>
    name.startsWith(`${basename(prefix)}_`),
  )
  for (const name of own) await collect(join(dirname(prefix), name), [])
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Databases in the same folder that belong to no bot: storages whose names lack the prefix. They are
 * easily missed, since everything else of the bot is copied.
 */
export async function databasesBeside(prefix: string): Promise<string[]> {
  const names = await readdir(dirname(prefix))
  const bots = names.filter((name) => name.endsWith("_chat.db")).map((name) => name.slice(0, -7))
  return names.filter(
    (name) => /\.(db|sqlite3?)$/.test(name) && !bots.some((bot) => name.startsWith(bot)),
  )
}
