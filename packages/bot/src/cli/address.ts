import type { SqliteDatabase } from "@simplex-chat/api"
import { openCore } from "@simplex-chat/core-ffi"
import type { T } from "@simplex-chat/types"
import { existsSync } from "node:fs"
import { copyFile, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sqliteNotes } from "../checkpoints/notes.ts"
import { CommandLineError } from "./command-line-error.ts"
import { databaseAt, type KeyFlags } from "./database-key.ts"

export interface AddressFlags extends KeyFlags {
  /** The `filePrefix` of the bot. */
  readonly db: string
  /** The bot's `stateFile`, if it is not beside the database. */
  readonly state?: string
  /** False: without the QR code. */
  readonly qr: boolean
}

/**
 * `simplex-bot address`: prints the bot's address with its QR code, whether the bot runs or not.
 *
 * @throws {CommandLineError} when the bot has none yet
 */
export async function address(flags: AddressFlags): Promise<number> {
  const { db, state = `${db}_bot.db`, qr } = flags
  const found = (await addressIn(state)) ?? (await addressOf(await databaseAt(db, flags)))
  if (found === undefined)
    throw new CommandLineError(`${db}: the bot has no address yet; its first start makes one`)
  if (qr) {
    const { renderUnicodeCompact } = await import("uqr")
    process.stdout.write(`${renderUnicodeCompact(found)}\n`)
  }
  process.stdout.write(`${found}\n`)
  return 0
}

/** What the bot noted at its last start. A running bot has the file locked, so a copy is read. */
async function addressIn(stateFile: string): Promise<string | undefined> {
  if (!existsSync(stateFile)) return undefined
  const folder = await mkdtemp(join(tmpdir(), "simplex-bot-address-"))
  try {
    const copy = join(folder, "state.db")
    await copyFile(stateFile, copy)
    // The latest changes, while the bot runs.
    if (existsSync(`${stateFile}-wal`)) await copyFile(`${stateFile}-wal`, `${copy}-wal`)
    const { DatabaseSync } = await import("node:sqlite")
    const database = new DatabaseSync(copy)
    try {
      const identity = sqliteNotes(database).get("identity") as { address?: string } | undefined
      return identity?.address
    } finally {
      database.close()
    }
  } catch {
    return undefined // the database itself is asked
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Opens the database for a moment, without starting the chat. */
async function addressOf(database: SqliteDatabase): Promise<string | undefined> {
  const { filePrefix } = database
  if (!existsSync(`${filePrefix}_chat.db`))
    throw new CommandLineError(
      `${filePrefix}: there is no database yet; the first start of the bot creates it, and --db takes its filePrefix`,
    )
  const core = await openCore({ ...database, confirmMigrations: "error" })
  try {
    const active = JSON.parse(await core.sendCommand("/u")) as { result?: { user?: T.User } }
    const userId = active.result?.user?.userId
    if (userId === undefined) return undefined
    const answer = JSON.parse(await core.sendCommand(`/_show_address ${userId}`)) as {
      result?: { contactLink?: T.UserContactLink }
    }
    const link = answer.result?.contactLink?.connLinkContact
    return link?.connShortLink ?? link?.connFullLink
  } finally {
    await core.close()
  }
}
