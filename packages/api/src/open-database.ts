import type { Core, PostgresDatabase, SqliteDatabase } from "@simplex-chat/core"
import type * as coreFfi from "@simplex-chat/core-ffi"
import { ChatApiError } from "./errors.ts"

/**
 * Opens a database with the native core, an optional peer of this package: it is loaded only here, so
 * that a client of another core installs and loads nothing native.
 *
 * @param signal gives up, also a download of the library
 * @throws {ChatApiError} when it is not installed
 */
export async function openDatabase(
  db: SqliteDatabase | PostgresDatabase,
  signal: AbortSignal | undefined,
): Promise<Core> {
  const { openCore } = await nativeCore()
  return openCore(db, { signal })
}

async function nativeCore(): Promise<typeof coreFfi> {
  try {
    return await import("@simplex-chat/core-ffi")
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error
    throw new ChatApiError(
      "to open a database, install the native core: npm install @simplex-chat/core-ffi",
      { cause: error },
    )
  }
}
