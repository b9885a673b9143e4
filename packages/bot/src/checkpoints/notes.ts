import type { DatabaseSync } from "node:sqlite"

/** Small facts that the bot remembers from one start to the next. Values are JSON. */
export interface Notes {
  /** Undefined when there is none. */
  get(name: string): unknown
  set(name: string, value: unknown): void
  delete(name: string): void
}

/** Notes in the database of the checkpoints. */
export function sqliteNotes(database: DatabaseSync): Notes {
  database.exec(
    "CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
  )
  const get = database.prepare("SELECT value FROM note WHERE name = ?")
  const set = database.prepare("INSERT OR REPLACE INTO note VALUES (?, ?)")
  const remove = database.prepare("DELETE FROM note WHERE name = ?")
  return {
    get: (name) => {
      const value = get.get(name)?.["value"]
      return value === undefined ? undefined : (JSON.parse(String(value)) as unknown)
    },
    set: (name, value) => void set.run(name, JSON.stringify(value)),
    delete: (name) => void remove.run(name),
  }
}

/** Notes that are lost when the process ends. */
export function memoryNotes(): Notes {
  const values = new Map<string, unknown>()
  return {
    get: (name) => values.get(name),
    set: (name, value) => void values.set(name, value),
    delete: (name) => void values.delete(name),
  }
}
