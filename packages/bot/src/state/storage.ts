import { mkdir } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import type { DatabaseSync } from "node:sqlite"
import { ConfigurationError } from "../errors.ts"

/** Keeps values by key. Values are JSON. Calls may be asynchronous. */
export interface Storage {
  get(key: string): unknown
  set(key: string, value: unknown): void | Promise<void>
  delete(key: string): void | Promise<void>
}

/** Forgets with the process. Values are copied, so that only `set` changes them. */
export function memoryStorage(): Storage {
  const values = new Map<string, string>()
  return {
    get: (key) => parsed(values.get(key)),
    set: (key, value) => void values.set(key, JSON.stringify(value)),
    delete: (key) => void values.delete(key),
  }
}

/**
 * Keeps values in a SQLite database, which may hold other things as well.
 *
 * @param file its path; folders are made when they are missing
 * @throws {ConfigurationError} when it cannot be opened
 */
export async function sqliteStorage(file: string): Promise<Storage & { close(): void }> {
  const database = await openDatabase(file)
  const get = database.prepare("SELECT value FROM stored WHERE key = ?")
  const set = database.prepare(
    "INSERT INTO stored VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  )
  const remove = database.prepare("DELETE FROM stored WHERE key = ?")
  return {
    get: (key) => parsed(get.get(key)?.["value"] as string | undefined),
    set: (key, value) => void set.run(key, JSON.stringify(value)),
    delete: (key) => void remove.run(key),
    close: () => database.close(),
  }
}

const parsed = (json: string | undefined): unknown =>
  json === undefined ? undefined : (JSON.parse(json) as unknown)

async function openDatabase(file: string): Promise<DatabaseSync> {
  try {
    await mkdir(dirname(resolve(file)), { recursive: true })
    // Only now: on some versions of Node, loading it prints a warning.
    const { DatabaseSync } = await import("node:sqlite")
    const database = new DatabaseSync(file, { timeout: busyMs })
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS stored (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    `)
    return database
  } catch (error) {
    const problem = `${file} cannot be opened as a SQLite database; check that the folder can be written, or choose another file`
    throw new ConfigurationError("sqliteStorage", problem, { cause: error })
  }
}

/** How long to wait for others who write into the same file. */
const busyMs = 5000
