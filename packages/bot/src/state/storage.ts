import { realpathSync } from "node:fs"
import { mkdir } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import type { DatabaseSync } from "node:sqlite"
import { withStorageErrors } from "../disk/storage-error.ts"
import { ConfigurationError } from "../errors.ts"
import { botLauncher } from "../launcher.ts"

/** Keeps values by key. Values are JSON. Calls may be asynchronous. */
export interface Storage {
  /** Undefined when there is none. */
  get(key: string): unknown
  /** Stores what `JSON.stringify` makes of the value; `undefined` deletes the key. */
  set(key: string, value: unknown): void | Promise<void>
  delete(key: string): void | Promise<void>
  /** True when the values are in the bot's own database, and so belong to no other. */
  readonly inDatabase?: boolean | undefined
  /** True when other processes of the bot change values as well. */
  readonly isShared?: boolean | undefined
  /** The keys that begin with the prefix, in no order. */
  keys?(prefix?: string): Iterable<string> | Promise<Iterable<string>>
}

/**
 * Checks what was given as a storage.
 *
 * @param name of the option
 * @throws {ConfigurationError} when it is not a storage, such as a promise of one
 */
export function checkStorage(storage: Storage, name = "storage"): void {
  const given: unknown = storage
  const isStorage =
    typeof given === "object" &&
    given !== null &&
    ["get", "set", "delete"].every((name) => typeof Reflect.get(given, name) === "function")
  if (isStorage) return
  const problem =
    given instanceof Promise
      ? "is a promise; write: await sqliteStorage(...)"
      : "must have the functions get, set and delete; see memoryStorage and sqliteStorage"
  throw new ConfigurationError(name, problem)
}

/**
 * For a storage of one's own: checks a key, and returns it. Databases differ in what they make of other texts: refuse
 * them, cut them off, or take two for the same.
 *
 * @throws {ConfigurationError} when it is no text, or has a NUL or half of a surrogate pair in it
 */
export function checkKey(key: string): string {
  if (typeof key === "string" && key.isWellFormed() && !key.includes("\0")) return key
  const problem = "must be a text without a NUL and without half of a surrogate pair"
  throw new ConfigurationError("key", problem)
}

/** Forgets with the process. Values are copied, so that only `set` changes them. */
export function memoryStorage(): Storage {
  const values = new Map<string, string>()
  return {
    get: (key) => parsed(values.get(checkKey(key))),
    set: (key, value) => {
      checkKey(key)
      const json = jsonOf(value)
      if (json === undefined) values.delete(key)
      else values.set(key, json)
    },
    delete: (key) => void values.delete(checkKey(key)),
    keys: (prefix = "") => [...values.keys()].filter((key) => key.startsWith(prefix)),
  }
}

/**
 * Keeps values in a SQLite database, which may hold other things as well.
 *
 * @param file its path; folders are made when they are missing
 * @returns a storage whose calls throw a `StorageError` when the disk is full, read-only or broken
 * @throws {ConfigurationError} when it cannot be opened
 */
export async function sqliteStorage(file: string): Promise<Storage & { close(): void }> {
  if (typeof file !== "string" || file === "")
    throw new ConfigurationError("sqliteStorage", 'takes the path of a file: "data/state.db"')
  const path = botLauncher()?.fileFor(file) ?? file
  const database = await openDatabase(path)
  const used = useFile(path)
  const get = database.prepare("SELECT value FROM stored WHERE key = ?")
  const set = database.prepare(
    "INSERT INTO stored VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  )
  const remove = database.prepare("DELETE FROM stored WHERE key = ?")
  const keys = database.prepare("SELECT key FROM stored WHERE substr(key, 1, length(?1)) = ?1")
  const storage: Storage & { close(): void } = withStorageErrors(path, {
    get: (key: string) => parsed(get.get(checkKey(key))?.["value"] as string | undefined),
    set: (key: string, value: unknown) => {
      checkKey(key)
      const json = jsonOf(value)
      if (json === undefined) remove.run(key)
      else set.run(key, json)
    },
    delete: (key: string) => void remove.run(checkKey(key)),
    keys: (prefix = "") => keys.all(prefix).map(({ key }) => String(key)),
    close: () => {
      database.close()
      used.release()
    },
  })
  sessionNames.set(storage, used.names)
  return storage
}

/** What the sessions in a storage are called, whichever handle they have: two on one file are one storage. */
const sessionNames = new WeakMap<Storage, Set<string>>()

/** The names of the sessions in a storage. */
export function sessionNamesIn(storage: Storage): Set<string> {
  const names = sessionNames.get(storage) ?? new Set()
  sessionNames.set(storage, names)
  return names
}

/** The files that are open, with the names in them. */
const openFiles = new Map<string, { readonly names: Set<string>; handles: number }>()

function useFile(path: string): { readonly names: Set<string>; release(): void } {
  const place = path === ":memory:" ? undefined : realpathSync(path)
  const file = openFiles.get(place ?? "") ?? { names: new Set(), handles: 0 }
  if (place === undefined) return { names: file.names, release: () => {} }
  openFiles.set(place, file)
  file.handles++
  const release = () => {
    file.handles--
    if (file.handles === 0) openFiles.delete(place)
  }
  return { names: file.names, release }
}

/** Undefined for what JSON has no text for: `undefined`, functions and symbols. */
export const jsonOf = (value: unknown): string | undefined =>
  JSON.stringify(value) as string | undefined

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
