import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { ChatKey } from "./chat-key.ts"
import type { Position, ProgressStore } from "./progress.ts"

// The lock is held until the database is closed or the process ends: two bots on one file would each
// take the messages of the other for handled.
const schema = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  BEGIN EXCLUSIVE;
  CREATE TABLE IF NOT EXISTS begun (at TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS position (
    chat TEXT PRIMARY KEY, up_to INTEGER NOT NULL, created_at TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS handled (
    chat TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (chat, item)
  ) STRICT, WITHOUT ROWID;
  COMMIT;
`

/**
 * Remembers in a SQLite database. A write is one small statement, not synced to the disk: it outlives
 * the process, and after a power failure the last ones can be missing, so that messages come twice.
 * A write that fails is reported; the bot is to stop then.
 */
export class SqliteProgress implements ProgressStore {
  readonly #database: DatabaseSync
  readonly #onFailure: (error: unknown) => void
  readonly #position: StatementSync
  readonly #handled: StatementSync
  readonly #setPosition: StatementSync
  readonly #replace: StatementSync
  readonly #addHandled: StatementSync
  readonly #prune: StatementSync
  /** The chats that have rows in `handled`, which few have. */
  readonly #scattered: Set<ChatKey>
  begun: boolean

  constructor(database: DatabaseSync, onFailure: (error: unknown) => void) {
    this.#database = database
    this.#onFailure = onFailure
    database.exec(schema)
    addCreatedAt(database)
    this.#position = database.prepare("SELECT up_to, created_at FROM position WHERE chat = ?")
    this.#handled = database.prepare("SELECT item FROM handled WHERE chat = ?")
    this.#setPosition = database.prepare(
      "INSERT INTO position (chat, up_to) VALUES (?, ?) ON CONFLICT DO UPDATE SET up_to = excluded.up_to",
    )
    this.#replace = database.prepare("INSERT OR REPLACE INTO position VALUES (?, ?, ?)")
    this.#addHandled = database.prepare("INSERT OR IGNORE INTO handled VALUES (?, ?)")
    this.#prune = database.prepare("DELETE FROM handled WHERE chat = ? AND item <= ?")
    const scattered = database.prepare("SELECT DISTINCT chat FROM handled").all()
    this.#scattered = new Set(scattered.map(({ chat }) => String(chat)))
    this.begun = database.prepare("SELECT 1 FROM begun").get() !== undefined
  }

  begin(positions: ReadonlyMap<ChatKey, Position>): void {
    this.#atOnce(() => {
      for (const [chat, position] of positions) this.#put(chat, position)
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
    const createdAt = position?.["created_at"] ?? undefined
    return {
      upTo: Number(position?.["up_to"] ?? 0),
      also,
      createdAt: createdAt === undefined ? undefined : String(createdAt),
    }
  }

  write(chat: ChatKey, upTo: number, handled: number): void {
    this.#try(() => this.#write(chat, upTo, handled))
  }

  replace(chat: ChatKey, position: Position): void {
    this.#try(() => this.#atOnce(() => this.#put(chat, position)))
  }

  #write(chat: ChatKey, upTo: number, handled: number): void {
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

  #put(chat: ChatKey, { upTo, also, createdAt }: Position): void {
    this.#replace.run(chat, upTo, createdAt ?? null)
    this.#prune.run(chat, Number.MAX_SAFE_INTEGER)
    for (const id of also) this.#addHandled.run(chat, id)
    if (also.length > 0) this.#scattered.add(chat)
    else this.#scattered.delete(chat)
  }

  #try(write: () => void): void {
    try {
      write()
    } catch (error) {
      this.#onFailure(error)
    }
  }

  #atOnce(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE")
    try {
      work()
      this.#database.exec("COMMIT")
    } catch (error) {
      // Some failures, as of a full disk, have rolled back already.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK")
      throw error
    }
  }
}

/** Files of earlier versions have no such column. */
function addCreatedAt(database: DatabaseSync): void {
  const columns = database.prepare("PRAGMA table_info(position)").all()
  if (columns.some(({ name }) => name === "created_at")) return
  database.exec("ALTER TABLE position ADD COLUMN created_at TEXT")
}
