import { mkdir } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import {
  type BroadcastStores,
  memoryBroadcasts,
  sqliteBroadcasts,
  storageBroadcasts,
} from "../broadcast/broadcast-store.ts"
import type { CheckpointStore } from "../checkpoints/checkpoint.ts"
import { MemoryCheckpoints } from "../checkpoints/memory-checkpoints.ts"
import { memoryNotes, type Notes, sqliteNotes } from "../checkpoints/notes.ts"
import { asStorageError } from "../disk/storage-error.ts"
import { type DiskUsage, diskUsage } from "../disk/usage.ts"
import { ConfigurationError } from "../errors.ts"
import { botLauncher } from "../launcher.ts"
import type { Logger } from "./logging.ts"
import type { BotOptions } from "./options.ts"

/** How long a backup may hold the file up at the start, in milliseconds: nothing else goes on meanwhile. */
const busyMs = 1000

/** SQLite's code for a file that another process has locked. */
const busy = 5

/** What the bot remembers from one start to the next. */
export interface State {
  readonly store: CheckpointStore
  readonly notes: Notes
  readonly broadcasts: BroadcastStores
  /** Whether it outlives the process. */
  readonly isDurable: boolean
  close(): void
}

/**
 * Opens the state file.
 *
 * @param onFailure something could not be stored
 * @throws {ConfigurationError} when another bot uses the file, or it cannot be opened
 */
export async function openState(
  { db, stateFile }: BotOptions,
  logger: Logger,
  onFailure: (error: unknown) => void,
): Promise<State> {
  const path = stateFileOf({ db, stateFile })
  if (path === undefined) {
    const problem = "without stateFile, the bot forgets what it has handled when its process ends"
    logger.warn({}, problem)
    return memoryState()
  }
  try {
    await mkdir(dirname(resolve(path)), { recursive: true })
    // Only now: on some versions of Node, loading it prints a warning.
    const [{ DatabaseSync }, { SqliteCheckpoints }] = await Promise.all([
      import("node:sqlite"),
      import("../checkpoints/sqlite-checkpoints.ts"),
    ])
    const database = new DatabaseSync(path, { timeout: busyMs })
    try {
      const failed = (error: unknown) => onFailure(asStorageError(path, error))
      const store = new SqliteCheckpoints(database, failed)
      botLauncher()?.readCheckpoints?.(store)
      const notes = sqliteNotes(database)
      const broadcasts = sqliteBroadcasts(database)
      return { store, notes, broadcasts, isDurable: true, close: () => database.close() }
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    if (error instanceof Error && "errcode" in error && error.errcode === busy) {
      const problem = `another bot uses ${path}; stop it, or give each bot a file of its own`
      throw new ConfigurationError("stateFile", problem, { cause: error })
    }
    const problem = `${path} cannot be opened as a SQLite database; check that the folder can be written, or choose another file`
    throw new ConfigurationError("stateFile", problem, { cause: error })
  }
}

/** Beside a SQLite database, unless the option says otherwise; undefined when there is none. */
const stateFileOf = ({ db, stateFile }: Pick<BotOptions, "db" | "stateFile">): string | undefined =>
  stateFile ?? ("filePrefix" in db ? `${db.filePrefix}_bot.db` : undefined)

/** What a bot with a SQLite database takes on its disk; undefined for others. */
export async function diskUsageOf(options: BotOptions): Promise<DiskUsage | undefined> {
  const state = stateFileOf(options)
  if (!("filePrefix" in options.db) || state === undefined) return undefined
  return diskUsage(options.db.filePrefix, state)
}

/** Where broadcasts are remembered. */
export const broadcastsOf = ({ broadcastStorage }: BotOptions, state: State): BroadcastStores =>
  broadcastStorage === undefined ? state.broadcasts : storageBroadcasts(broadcastStorage)

/** What is forgotten with the process. */
export function memoryState(): State {
  return {
    store: new MemoryCheckpoints(),
    notes: memoryNotes(),
    broadcasts: memoryBroadcasts(),
    isDurable: false,
    close: () => {},
  }
}
