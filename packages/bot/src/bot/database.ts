import type { Core, PostgresDatabase, SqliteDatabase } from "@simplex-chat/api"
import { BotError } from "../errors.ts"

/** A core in another process: one that `serveCore` serves, or SimpleX's command line. */
export interface RemoteDatabase {
  /** `ws://127.0.0.1:5226`, `wss://...`, or `ws+unix:///path/of/socket`. */
  readonly url: string
  /** The secret of a served core; SimpleX's command line has none. */
  readonly token?: string | undefined
}

/** Where a bot has its chats. */
export type BotDatabase = SqliteDatabase | PostgresDatabase | RemoteDatabase | Core

/** Whether the bot opens the database itself, in this process. */
export const isOwnDatabase = (db: BotDatabase): db is SqliteDatabase | PostgresDatabase =>
  !("sendCommand" in db || "url" in db)

/**
 * Connects to a core in another process. core-remote is an optional peer: only such a bot needs it.
 *
 * @throws {ConnectError} when it cannot be reached, or refuses
 * @throws {BotError} when core-remote is not installed
 */
export async function connectRemote({ url, token }: RemoteDatabase): Promise<Core> {
  let remote
  try {
    remote = await import("@simplex-chat/core-remote")
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error
    throw new BotError(
      "db.url: a core in another process needs a package: npm install @simplex-chat/core-remote",
      { cause: error },
    )
  }
  return remote.connectCore(url, { token })
}
