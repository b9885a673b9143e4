import { existsSync } from "node:fs"
import type { DatabaseSync } from "node:sqlite"

/** What the state file of a bot that does not run remembers. */
export interface StoredState {
  /** Why it cannot be read; `missing` when there is no file. */
  readonly problem?: string
  readonly identity?: string | undefined
  /** In how many chats it knows what was handled. */
  readonly chats?: number
  /** When it was begun. */
  readonly begunAt?: string | undefined
}

/** Reads it without changing anything. */
export async function readState(file: string): Promise<StoredState> {
  if (!existsSync(file)) return { problem: "missing" }
  const { DatabaseSync } = await import("node:sqlite")
  let database: DatabaseSync | undefined
  try {
    const opened = new DatabaseSync(file, { readOnly: true })
    database = opened
    const check = opened.prepare("PRAGMA quick_check").get()?.["quick_check"]
    if (check !== "ok") return { problem: "damaged" }
    const tables = opened.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    const has = (name: string) => tables.some((table) => table["name"] === name)
    const value = (table: string, query: string): unknown =>
      has(table) ? Object.values(opened.prepare(query).get() ?? {})[0] : undefined
    const identity = value("note", "SELECT value FROM note WHERE name = 'identity'")
    const begunAt = value("begun", "SELECT min(at) FROM begun")
    return {
      identity: idIn(identity),
      chats: Number(value("position", "SELECT count(*) FROM position") ?? 0),
      begunAt: typeof begunAt === "string" ? begunAt : undefined,
    }
  } catch (error) {
    const { code } = error as { code?: string }
    return { problem: code === "ERR_SQLITE_ERROR" ? (error as Error).message : "damaged" }
  } finally {
    database?.close()
  }
}

function idIn(note: unknown): string | undefined {
  if (typeof note !== "string") return undefined
  const { id } = JSON.parse(note) as { id?: unknown }
  return typeof id === "string" ? id : undefined
}
