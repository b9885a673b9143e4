import {
  CallError,
  checkOptions,
  type Core,
  type PostgresDatabase,
  refuseInDevelopment,
  type SqliteDatabase,
} from "@simplex-chat/core"
import { parseTagged } from "./answer.ts"
import { backendOf, checkDatabase, migrationArguments, nameOf, type Database } from "./database.ts"
import { checkDatabaseFiles } from "./database-files.ts"
import { lockDatabase } from "./database-lock.ts"
import { MigrationError, type DBMigrationResult } from "./errors.ts"
import { resolveLibrary, type LibraryOptions } from "./library/resolve.ts"
import { NativeCore } from "./native-core.ts"
import { runtimeOf, type Runtime } from "./runtime.ts"
import { CallOwner } from "./threads/call.ts"
import type { Controller } from "./native/library.ts"
import type { OsLock } from "./os-lock.ts"
import type { Receiver } from "./receiving/receiver.ts"

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
 * @throws {InvalidArgumentError} for bad arguments
 * @throws {LibraryNotFoundError} | {UnsupportedPlatformError} | {IntegrityError} | {InstallError} |
 *   {LoadError} where libsimplex cannot be had
 * @throws {DatabaseLockError} if the database is open already
 * @throws {DatabaseIncompleteError} if one of its two files is missing
 * @throws {MigrationError} | {CallError} where the core does not open it
 */
export async function openCore(
  database: SqliteDatabase | PostgresDatabase,
  options: OpenOptions = {},
): Promise<Core> {
  refuseInDevelopment("openCore")
  const checked = checkDatabase(database)
  checkOptions(options, { library: "object", callThreads: "count", signal: "signal" })
  const { callThreads = 16, signal } = options
  signal?.throwIfAborted()
  const backend = backendOf(checked)
  const { path } = await resolveLibrary({ ...options.library, backend, signal })
  const opening = openWith(runtimeOf(path, callThreads), checked)
  return signal === undefined ? opening : orAbort(opening, signal)
}

async function openWith(runtime: Runtime, database: Database): Promise<NativeCore> {
  const keepAlive = setInterval(() => {}, 1 << 30)
  let lock: OsLock | undefined
  try {
    // First: where the library cannot be loaded, not even the file of the lock is created.
    await runtime.start()
    lock = lockDatabase(database)
    checkDatabaseFiles(database)
    const ctrl = await migrate(runtime, database)
    return new NativeCore(ctrl, await receiverOf(runtime, ctrl), runtime.pool, lock)
  } catch (error) {
    lock?.release()
    throw error
  } finally {
    clearInterval(keepAlive) // from here on, the receiver does it
  }
}

async function migrate(runtime: Runtime, database: Database): Promise<Controller> {
  const { path, key } = migrationArguments(database)
  const { answer, ctrl } = await runtime.migrate(path, key, database.confirm)
  if (answer === null) throw new CallError("open", "the library returned NULL")
  const result = parseTagged("open", answer) as DBMigrationResult
  if (result.type !== "ok") throw new MigrationError(nameOf(database), result)
  if (ctrl === 0) throw new CallError("open", "the library gave no controller")
  return ctrl
}

/** Starts to receive; where no thread can be had for that, closes the database again. */
async function receiverOf({ receivers, pool }: Runtime, ctrl: Controller): Promise<Receiver> {
  try {
    return receivers.join(ctrl)
  } catch (error) {
    await pool.run(new CallOwner(), "closeStore", [ctrl], { urgent: true })
    throw error
  }
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
