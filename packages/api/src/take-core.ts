import type { Core, PostgresDatabase, SqliteDatabase } from "@simplex-chat/core"
import { CoreInUseError } from "./errors.ts"
import { openDatabase } from "./open-database.ts"

/** Cores that have a client. They are closed with it, so none is ever free again. */
const inUse = new WeakSet<Core>()

/**
 * Takes a core, or opens a database, for one client alone.
 *
 * @throws {CoreInUseError} when the core has a client
 */
export async function takeCore(
  db: SqliteDatabase | PostgresDatabase | Core,
  signal: AbortSignal | undefined,
): Promise<Core> {
  // openCore refuses what is no object at all, with a typed error.
  const isCore = typeof db === "object" && db !== null && "sendCommand" in db
  const core = isCore ? db : await openDatabase(db, signal)
  // Each event is delivered once: two clients on one core would each miss what the other gets.
  if (inUse.has(core)) throw new CoreInUseError()
  inUse.add(core)
  return core
}
