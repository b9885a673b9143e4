import { mkdir } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import type { DatabaseSync, SQLOutputValue } from "node:sqlite"
import { checkOptions } from "../checks.ts"
import { withStorageErrors } from "../disk/storage-error.ts"
import { ConfigurationError } from "../errors.ts"
import { botLauncher } from "../launcher.ts"
import type { ScheduledEntry, ScheduleStore } from "./store.ts"

export interface SqliteScheduleOptions {
  /** Whether other processes use the file at the same time; true when absent. */
  readonly isShared?: boolean | undefined
}

/**
 * Keeps scheduled work in a SQLite database, which may hold other things as well, and which several
 * processes on one machine may share.
 *
 * @param file its path; folders are made when they are missing
 * @returns a store whose calls throw a `StorageError` when the disk is full, read-only or broken
 * @throws {ConfigurationError} when it cannot be opened
 */
export async function sqliteScheduleStore(
  file: string,
  options: SqliteScheduleOptions = {},
): Promise<ScheduleStore & { close(): void }> {
  checkOptions(options, { isShared: "flag" })
  const { isShared = true } = options
  if (typeof file !== "string" || file === "")
    throw new ConfigurationError("sqliteScheduleStore", 'takes a path: "data/schedule.db"')
  const path = botLauncher()?.fileFor(file) ?? file
  const database = await openDatabase(path)
  return {
    ...withStorageErrors(path, storeIn(database)),
    isShared,
    close: () => database.close(),
  }
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS scheduled (
    bot TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, payload TEXT,
    pattern TEXT, time_zone TEXT, owner TEXT, until INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (bot, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS scheduled_at ON scheduled (bot, at);
`

/** How long to wait for another process that writes into the file. */
const busyMs = 5000

async function openDatabase(file: string): Promise<DatabaseSync> {
  try {
    if (file !== ":memory:") await mkdir(dirname(resolve(file)), { recursive: true })
    // Only now: on some versions of Node, loading it prints a warning.
    const { DatabaseSync } = await import("node:sqlite")
    const database = new DatabaseSync(file, { timeout: busyMs })
    database.exec(schema)
    return database
  } catch (error) {
    const problem = `${file} cannot be opened as a SQLite database; check that the folder can be written, or choose another file`
    throw new ConfigurationError("sqliteScheduleStore", problem, { cause: error })
  }
}

function storeIn(database: DatabaseSync): Omit<ScheduleStore, "isShared"> {
  const insert = "INSERT INTO scheduled (bot, id, name, at, payload, pattern, time_zone)"
  const replace = `ON CONFLICT (bot, id) DO UPDATE SET name = excluded.name, at = excluded.at,
    payload = excluded.payload, pattern = excluded.pattern, time_zone = excluded.time_zone,
    owner = NULL, until = 0`
  const put = database.prepare(`${insert} VALUES (?, ?, ?, ?, ?, ?, ?) ${replace}`)
  const declare = database.prepare(`${insert} VALUES (?, ?, ?, ?, ?, ?, ?) ${replace}
    WHERE pattern IS NOT excluded.pattern OR time_zone IS NOT excluded.time_zone`)
  const remove = database.prepare("DELETE FROM scheduled WHERE bot = ? AND id = ?")
  const list = database.prepare("SELECT * FROM scheduled WHERE bot = ? ORDER BY at, id")
  // One statement, so that no two processes claim the same.
  const claim =
    database.prepare(`UPDATE scheduled SET owner = ?, until = ? WHERE bot = ? AND id IN (
      SELECT id FROM scheduled WHERE bot = ? AND at <= ? AND until <= ?
        AND name IN (SELECT value FROM json_each(?)) ORDER BY at, id LIMIT ?
    ) AND bot = ? RETURNING *`)
  const extend = database.prepare(
    "UPDATE scheduled SET until = ? WHERE bot = ? AND id = ? AND owner = ?",
  )
  const done = database.prepare("DELETE FROM scheduled WHERE bot = ? AND id = ? AND owner = ?")
  const putOff = database.prepare(
    "UPDATE scheduled SET at = ?, owner = NULL, until = 0 WHERE bot = ? AND id = ? AND owner = ?",
  )
  const release = database.prepare(
    "UPDATE scheduled SET owner = NULL, until = 0 WHERE bot = ? AND id = ? AND owner = ?",
  )
  const next = database.prepare(`SELECT min(max(at, until)) AS next FROM scheduled WHERE bot = ?
    AND name IN (SELECT value FROM json_each(?))`)
  const values = (bot: string, { id, name, at, payload, every }: ScheduledEntry) =>
    [
      bot,
      id,
      name,
      at,
      payload === undefined ? null : JSON.stringify(payload),
      every?.pattern ?? null,
      every?.timeZone ?? null,
    ] as const
  return {
    put: (bot, entry) => void put.run(...values(bot, entry)),
    declare: (bot, entry) => void declare.run(...values(bot, entry)),
    remove: (bot, id) => remove.run(bot, id).changes > 0,
    list: (bot) => list.all(bot).map(entryOf),
    claim: (bot, { names, now, until, owner, limit }) =>
      claim
        .all(owner, until, bot, bot, now, now, JSON.stringify(names), limit, bot)
        .map(entryOf)
        .toSorted((a, b) => a.at - b.at),
    extend: (bot, id, owner, until) => extend.run(until, bot, id, owner).changes > 0,
    finish: (bot, id, owner, at) =>
      void (at === undefined ? done.run(bot, id, owner) : putOff.run(at, bot, id, owner)),
    release: (bot, id, owner) => void release.run(bot, id, owner),
    next: (bot, names) => {
      const found = next.get(bot, JSON.stringify(names))?.["next"]
      return found === null || found === undefined ? undefined : Number(found)
    },
  }
}

/** What JSON cannot read, since something else has written it, must not hold up the rest. */
function payloadOf(json: SQLOutputValue | undefined): Pick<ScheduledEntry, "payload" | "isBroken"> {
  if (json === null || json === undefined) return { payload: undefined }
  try {
    return { payload: JSON.parse(String(json)) as unknown }
  } catch {
    return { payload: undefined, isBroken: true }
  }
}

function entryOf(row: Record<string, SQLOutputValue>): ScheduledEntry {
  const { id, name, at, payload, pattern, time_zone: timeZone } = row
  return {
    id: String(id),
    name: String(name),
    at: Number(at),
    ...payloadOf(payload),
    every: pattern === null ? undefined : { pattern: String(pattern), timeZone: String(timeZone) },
  }
}
