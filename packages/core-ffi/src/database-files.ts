import { existsSync } from "node:fs"
import type { Database } from "./database.ts"
import { CoreFfiError } from "./errors.ts"

/** One of the two files of a SQLite database is missing. Nothing was opened. */
export class DatabaseIncompleteError extends CoreFfiError {
  override readonly name: string = "DatabaseIncompleteError"
  readonly database: string
  readonly present: string
  readonly missing: string
  constructor(database: string, present: string, missing: string) {
    super(
      `${database} was not opened: ${present} exists but ${missing} is missing, and the core would make a new one, which has none of the connections. Restore both from one backup, or move ${present} away to start afresh`,
    )
    this.database = database
    this.present = present
    this.missing = missing
  }
}

/**
 * Refuses half a database. The core makes the missing file anew without a word: with a new
 * `_agent.db`, every contact is still listed and none can be reached.
 *
 * @throws {DatabaseIncompleteError}
 */
export function checkDatabaseFiles(database: Database): void {
  if (!("filePrefix" in database)) return
  const files = ["_chat.db", "_agent.db"].map((suffix) => database.filePrefix + suffix)
  const present = files.find((file) => existsSync(file))
  const missing = files.find((file) => !existsSync(file))
  if (present !== undefined && missing !== undefined)
    throw new DatabaseIncompleteError(database.filePrefix, present, missing)
}
