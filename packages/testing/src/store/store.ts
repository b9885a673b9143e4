import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { Clock } from "../simulation/clock.ts"
import { State } from "./state.ts"

/** Where a core's rows are kept. */
export interface Store {
  /** Makes everything durable that changed since the last call, all of it or nothing. */
  save(): void
  close(): void
}

/**
 * Opens what a core keeps: in a folder, or nowhere but in memory. The clock goes on from the time at
 * which the folder was last written.
 */
export function openStore(
  folder: string | undefined,
  clock: Clock,
): { state: State; store: Store } {
  const state = new State(() => clock.nowMs)
  if (folder === undefined)
    return { state, store: { save: () => undefined, close: () => undefined } }
  const database = new DatabaseSync(join(folder, "chat.db"))
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
  database.exec(
    "CREATE TABLE IF NOT EXISTS rows (kind TEXT, id INTEGER, json TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID",
  )
  load(database, state)
  clock.reach(state.savedMs + 1)
  return { state, store: storeOn(database, state, clock) }
}

function load(database: DatabaseSync, state: State): void {
  const tables = new Map(state.tables().map((table) => [table.name, table]))
  const rows = database.prepare("SELECT kind, json FROM rows ORDER BY kind, id").iterate()
  for (const { kind, json } of rows) {
    tables.get(String(kind))?.put(JSON.parse(String(json)) as { id: number })
  }
  for (const table of tables.values()) table.takeChanges()
}

function storeOn(database: DatabaseSync, state: State, clock: Clock): Store {
  const put = database.prepare("INSERT OR REPLACE INTO rows (kind, id, json) VALUES (?, ?, ?)")
  const remove = database.prepare("DELETE FROM rows WHERE kind = ? AND id = ?")
  return {
    save() {
      if (state.isForgotten) {
        database.exec("DELETE FROM rows")
        return
      }
      if (!state.tables().some((table) => table.hasChanges)) return
      state.savedMs = clock.nowMs
      const changed = state.tables().filter((table) => table.hasChanges)
      database.exec("BEGIN")
      for (const table of changed) {
        for (const [id, row] of table.takeChanges()) {
          if (row === undefined) remove.run(table.name, id)
          else put.run(table.name, id, JSON.stringify(row))
        }
      }
      database.exec("COMMIT")
    },
    close: () => database.close(),
  }
}
