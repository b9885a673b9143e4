import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { ChatKey } from "./chat-key.ts"
import type { Position, ProgressStore } from "./progress.ts"

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS begun (at TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS position (chat TEXT PRIMARY KEY, up_to INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS handled (
    chat TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (chat, item)
  ) STRICT, WITHOUT ROWID;
`

/**
 * Remembers in a SQLite database. A write is one small statement, not synced to the disk: it outlives
 * the process, and after a power failure the last ones can be missing, so that messages come twice.
 */
export class SqliteProgress implements ProgressStore {
  readonly #database: DatabaseSync
  readonly #position: StatementSync
  readonly #handled: StatementSync
  readonly #setPosition: StatementSync
  readonly #addHandled: StatementSync
  readonly #prune: StatementSync
  /** The chats that have rows in `handled`, which few have. */
  readonly #scattered: Set<ChatKey>
  begun: boolean

  constructor(database: DatabaseSync) {
    this.#database = database
    database.exec(schema)
    this.#position = database.prepare("SELECT up_to FROM position WHERE chat = ?")
    this.#handled = database.prepare("SELECT item FROM handled WHERE chat = ?")
    this.#setPosition = database.prepare(
      "INSERT INTO position VALUES (?, ?) ON CONFLICT DO UPDATE SET up_to = excluded.up_to",
    )
    this.#addHandled = database.prepare("INSERT OR IGNORE INTO handled VALUES (?, ?)")
    this.#prune = database.prepare("DELETE FROM handled WHERE chat = ? AND item <= ?")
    const scattered = database.prepare("SELECT DISTINCT chat FROM handled").all()
    this.#scattered = new Set(scattered.map(({ chat }) => String(chat)))
    this.begun = database.prepare("SELECT 1 FROM begun").get() !== undefined
  }

  begin(positions: ReadonlyMap<ChatKey, number>): void {
    this.#atOnce(() => {
      for (const [chat, upTo] of positions) this.#setPosition.run(chat, upTo)
      this.#database.prepare("INSERT INTO begun VALUES (?)").run(new Date().toISOString())
    })
    this.begun = true
  }

  chats(): ChatKey[] {
    const rows = this.#database.prepare("SELECT chat FROM position").all()
    return rows.map(({ chat }) => String(chat))
  }

  read(chat: ChatKey): Position | undefined {
    const position = this.#position.get(chat)
    const also = this.#handled.all(chat).map(({ item }) => Number(item))
    if (position === undefined && also.length === 0) return undefined
    return { upTo: Number(position?.["up_to"] ?? 0), also }
  }

  write(chat: ChatKey, upTo: number, handled: number): void {
    if (handled > upTo) {
      this.#addHandled.run(chat, handled)
      this.#scattered.add(chat)
    } else if (this.#scattered.has(chat)) {
      this.#atOnce(() => {
        this.#setPosition.run(chat, upTo)
        this.#prune.run(chat, upTo)
      })
      if (this.#handled.get(chat) === undefined) this.#scattered.delete(chat)
    } else {
      this.#setPosition.run(chat, upTo)
    }
  }

  #atOnce(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE")
    try {
      work()
      this.#database.exec("COMMIT")
    } catch (error) {
      this.#database.exec("ROLLBACK")
      throw error
    }
  }
}
