import { openCore, resolveLibrary } from "@simplex-chat/core-ffi"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { CommandLineError } from "../command-line-error.ts"
import { databaseAt, type KeyFlags } from "../database-key.ts"

/**
 * Opens an unpacked backup: its state with SQLite, and its database with the core, where the library is
 * installed and the key is given.
 *
 * @param folder where the prefix is empty: `FOLDER/_chat.db`
 * @returns in words, what was opened
 * @throws {CommandLineError} when the state is damaged
 * @throws {MigrationError} when the core does not open the database
 */
export async function verify(folder: string, flags: KeyFlags): Promise<string> {
  const state = join(folder, "_bot.db")
  if (existsSync(state)) await checkState(state)
  const library = await resolveLibrary({ download: false }).catch(() => undefined)
  if (library === undefined)
    return "verified by their digests; the database was not opened, as libsimplex is not installed"
  const database = await databaseAt(`${folder}/`, flags)
  const core = await openCore(
    { ...database, confirmMigrations: "error" },
    { library: { path: library.path } },
  )
  await core.close()
  return "verified: the copy was opened"
}

async function checkState(file: string): Promise<void> {
  const { DatabaseSync } = await import("node:sqlite")
  const damaged = (cause?: unknown) =>
    new CommandLineError("the state of the bot, _bot.db, is damaged", { cause })
  try {
    const database = new DatabaseSync(file)
    try {
      const { quick_check: result } = database.prepare("PRAGMA quick_check").get() as {
        quick_check: string
      }
      if (result !== "ok") throw damaged()
    } finally {
      database.close()
    }
  } catch (error) {
    throw error instanceof CommandLineError ? error : damaged(error)
  }
}
