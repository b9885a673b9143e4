import { mkdir } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { ConfigurationError } from "../errors.ts"
import { MemoryProgress, type ProgressStore } from "../handling/progress.ts"
import type { Logger } from "./logging.ts"
import type { BotOptions } from "./options.ts"

/** Where the bot remembers what it has handled. */
export async function openState(
  { db, stateFile }: BotOptions,
  logger: Logger,
): Promise<{ store: ProgressStore; close: () => void }> {
  const path = stateFile ?? ("filePrefix" in db ? `${db.filePrefix}_bot.db` : undefined)
  if (path === undefined) {
    const problem = "without stateFile the bot forgets with its process what it has handled"
    logger.warn({}, problem)
    return { store: new MemoryProgress(), close: () => {} }
  }
  try {
    await mkdir(dirname(resolve(path)), { recursive: true })
    // Only now: on some versions of Node, loading it prints a warning.
    const [{ DatabaseSync }, { SqliteProgress }] = await Promise.all([
      import("node:sqlite"),
      import("../handling/sqlite-progress.ts"),
    ])
    const database = new DatabaseSync(path)
    return { store: new SqliteProgress(database), close: () => database.close() }
  } catch (cause) {
    const problem = `${path} cannot be opened as a SQLite database; check that the folder can be written, or choose another file`
    throw new ConfigurationError("stateFile", problem, { cause })
  }
}
