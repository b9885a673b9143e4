import { lockDatabase } from "@simplex-chat/core-ffi"
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { sqliteFileKind } from "../../disk/sqlite-file.ts"
import { databaseSuffixes, diskUsage, inUnits, sizeOf } from "../../disk/usage.ts"
import { CommandLineError } from "../command-line-error.ts"
import type { KeyFlags } from "../database-key.ts"
import { encryptedVacuum } from "./encrypted.ts"
import { plainVacuum } from "./plain.ts"

export interface VacuumFlags extends KeyFlags {
  /** The `filePrefix` of the bot. */
  readonly db: string
  /** The `stateFile` of the bot, if it is not beside the database. */
  readonly state?: string
}

/**
 * `simplex-bot vacuum`: rewrites the files of a bot that does not run, without the space that deleted
 * messages have left. SQLite writes a copy first, so that a file stays as it was when this fails.
 *
 * @throws {CommandLineError} when there is no database, no room, or a file cannot be rewritten
 * @throws {DatabaseLockError} while a process has the database open
 */
export async function vacuum(flags: VacuumFlags): Promise<number> {
  const prefix = resolve(flags.db)
  const databases = databaseSuffixes.map((suffix) => prefix + suffix)
  if (!databases.every((file) => existsSync(file)))
    throw new CommandLineError(
      `${flags.db}: there is no database; --db takes the filePrefix of the bot`,
    )
  const state = resolve(flags.state ?? `${prefix}_bot.db`)
  const files = [...databases, state].filter((file) => existsSync(file))
  const lock = lockDatabase({ filePrefix: prefix })
  try {
    await checkRoom(prefix, state, files)
    const before = await Promise.all(files.map((file) => sizeOf(file)))
    const kinds = await Promise.all(files.map((file) => sqliteFileKind(file)))
    for (const [n, file] of files.entries()) if (kinds[n] === "plain") await plainVacuum(file)
    if (kinds.includes("encrypted")) {
      // The core takes the lock itself.
      lock.release()
      await encryptedVacuum(flags.db, flags)
    }
    for (const [n, file] of files.entries()) {
      const after = await sizeOf(file)
      process.stdout.write(`${file}: ${inUnits(before[n] ?? 0)} -> ${inUnits(after)}\n`)
    }
    return 0
  } finally {
    lock.release()
  }
}

/** The copy and the journal of the largest file. */
async function checkRoom(prefix: string, state: string, files: readonly string[]): Promise<void> {
  const free = (await diskUsage(prefix, state))?.free ?? Infinity
  const largest = Math.max(...(await Promise.all(files.map((file) => sizeOf(file)))))
  if (free >= 2 * largest) return
  const problem = `${inUnits(2 * largest)} are needed for a copy, and ${inUnits(free)} are free`
  throw new CommandLineError(`the disk has no room: ${problem}`)
}
