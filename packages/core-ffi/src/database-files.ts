import { existsSync } from "node:fs"
import type { Database } from "./database.ts"
import { DatabaseIncompleteError } from "./errors.ts"

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
