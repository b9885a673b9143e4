import {
  CallError,
  type Core,
  InvalidArgumentError,
  type PostgresDatabase,
  type SqliteDatabase,
} from "@simplex-chat/core"
import { parseTagged } from "./answer.ts"
import { ControllerThread } from "./controller.ts"
import { backendOf, checkDatabase, type Database } from "./database.ts"
import { lockDatabase } from "./database-lock.ts"
import { MigrationError, type DBMigrationResult } from "./errors.ts"
import { resolveLibrary, type LibraryOptions } from "./library/resolve.ts"
import { NativeCore } from "./native-core.ts"
import { runtimeOf } from "./runtime.ts"

export interface OpenOptions {
  /** Where to look for the library, and how to fetch it. The backend follows from the database. */
  readonly library?: Omit<LibraryOptions, "backend" | "signal"> | undefined
  /**
   * How many calls run side by side; 16 when absent. All controllers of a process share the
   * threads, and the largest number asked for counts.
   */
  readonly callThreads?: number | undefined
  /** Gives up. A database that is being opened is closed as soon as it is open. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Opens a chat database with libsimplex: finds the library (fetches it, if need be), takes the
 * database for this process, opens it and starts to receive. It keeps the process alive until it is
 * closed.
 *
 * ```ts
 * const core = await openCore({ filePrefix: "data/bot" })
 * console.log(await core.sendCommand("/users"))
 * for (const event of await core.receive()) console.log(event)
 * await core.close()
 * ```
 *
 * @throws InvalidArgumentError, LibraryNotFoundError, UnsupportedPlatformError, IntegrityError,
 *   InstallError, LoadError, DatabaseLockError, MigrationError, CallError
 */
export async function openCore(
  database: SqliteDatabase | PostgresDatabase,
  options: OpenOptions = {},
): Promise<Core> {
  const checked = checkDatabase(database)
  const { callThreads = 16, signal } = options
  if (!(Number.isSafeInteger(callThreads) && callThreads >= 1))
    throw new InvalidArgumentError("callThreads", "must be a whole number, one or more")
  signal?.throwIfAborted()
  const backend = backendOf(checked)
  const { path } = await resolveLibrary({ ...options.library, backend, signal })
  const runtime = runtimeOf(path, callThreads)
  const lock = lockDatabase(checked)

  const opening = (async () => {
    let thread: ControllerThread | undefined
    try {
      thread = await ControllerThread.start(runtime, checked)
      const ctrl = await openedController(thread, checked)
      return new NativeCore(ctrl, thread, runtime.pool, lock)
    } catch (e) {
      thread?.stop()
      lock.release()
      throw e
    }
  })()
  return signal ? orAbort(opening, signal) : opening
}

async function openedController(thread: ControllerThread, database: Database): Promise<number> {
  const name = "filePrefix" in database ? database.filePrefix : `schema ${database.schemaPrefix}`
  const { answer, ctrl } = await thread.opened
  if (answer === null) throw new CallError("open", "the library returned NULL")
  const result = parseTagged("open", answer) as DBMigrationResult
  if (result.type !== "ok") throw new MigrationError(name, result)
  if (ctrl === 0) throw new CallError("open", "the library gave no controller")
  return ctrl
}

/** The native call cannot be interrupted: what it opens after all is closed again. */
async function orAbort(opening: Promise<NativeCore>, signal: AbortSignal): Promise<NativeCore> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => {
    opening
      .then(
        (core) => core.close(),
        () => {},
      )
      .catch(() => {})
    aborted.reject(signal.reason)
  }
  signal.addEventListener("abort", onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([opening, aborted.promise])
  } finally {
    signal.removeEventListener("abort", onAbort)
  }
}
