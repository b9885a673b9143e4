import type { SqliteDatabase } from "@simplex-chat/api"
import type { Command } from "commander"
import { type BotDatabase, isOwnDatabase } from "../bot/database.ts"
import { readSecret } from "./secrets.ts"

/** Where the key of an encrypted database may be. */
export const keyVariable = "SIMPLEX_DB_KEY"

export interface KeyFlags {
  /** The file with the key of the database. */
  readonly dbKeyFile?: string
}

export const withKeyOption = (command: Command): Command =>
  command.option(
    "--db-key-file <file>",
    `the file with the key of an encrypted database, if not in ${keyVariable}`,
  )

/**
 * The database of a `filePrefix`, with its key.
 *
 * @throws {CommandLineError} when the file with the key cannot be read
 */
export async function databaseAt(
  filePrefix: string,
  { dbKeyFile }: KeyFlags,
): Promise<SqliteDatabase> {
  const encryptionKey = await readSecret(keyVariable, "--db-key-file", dbKeyFile)
  return encryptionKey === undefined ? { filePrefix } : { filePrefix, encryptionKey }
}

/**
 * The database of a bot where the command line says otherwise: another place, and the key. What it does not
 * say stays as the file has it.
 */
export function replaced(own: BotDatabase, given: Partial<SqliteDatabase>): BotDatabase {
  if (given.filePrefix === undefined && (!isOwnDatabase(own) || !("filePrefix" in own))) return own
  const database = "filePrefix" in own ? own : {}
  return { ...database, ...given } as SqliteDatabase
}
