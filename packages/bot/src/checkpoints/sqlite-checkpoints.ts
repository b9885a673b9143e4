import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { ChatKey } from "../messages/chat-key.ts"
import type { Checkpoint, CheckpointStore } from "./checkpoint.ts"
import type { IdRange } from "./id-ranges.ts"
import { createTables } from "./sqlite-schema.ts"

/**
 * Keeps checkpoints in a SQLite database. A write is one small statement that is not synced to the
 * disk: it survives the process, but a power failure can lose the last writes, and messages are then
 * handled twice. A write that fails is reported; the bot should stop then.
 */
export class SqliteCheckpoints implements CheckpointStore {
  readonly #database: DatabaseSync
  readonly #onFailure: (error: unknown) => void
  readonly #position: StatementSync
  readonly #ranges: StatementSync
  readonly #setPosition: StatementSync
  readonly #replacePosition: StatementSync
  readonly #addRange: StatementSync
  readonly #dropRanges: StatementSync
  /** The few chats that have ranges. */
  readonly #scattered: Set<ChatKey>
  begun: boolean

  /** @param onFailure a write has failed */
  constructor(database: DatabaseSync, onFailure: (error: unknown) => void) {
    this.#database = database
    this.#onFailure = onFailure
    createTables(database)
    this.#position = database.prepare("SELECT up_to, created_at FROM position WHERE chat = ?")
    this.#ranges = database.prepare("SELECT first, last FROM handled_range WHERE chat = ?")
    this.#setPosition = database.prepare(
      "INSERT INTO position (chat, up_to) VALUES (?, ?) ON CONFLICT DO UPDATE SET up_to = excluded.up_to",
    )
    this.#replacePosition = database.prepare("INSERT OR REPLACE INTO position VALUES (?, ?, ?)")
    this.#addRange = database.prepare("INSERT INTO handled_range VALUES (?, ?, ?)")
    this.#dropRanges = database.prepare(
      "DELETE FROM handled_range WHERE chat = ? AND first BETWEEN ? AND ?",
    )
    const scattered = database.prepare("SELECT DISTINCT chat FROM handled_range").all()
    this.#scattered = new Set(scattered.map(({ chat }) => String(chat)))
    this.begun = database.prepare("SELECT 1 FROM begun").get() !== undefined
  }

  begin(checkpoints: ReadonlyMap<ChatKey, Checkpoint>): void {
    this.#transaction(() => {
      for (const [chat, checkpoint] of checkpoints) this.#put(chat, checkpoint)
      this.#database.prepare("INSERT INTO begun VALUES (?)").run(new Date().toISOString())
    })
    this.begun = true
  }

  chats(): ChatKey[] {
    const rows = this.#database.prepare("SELECT chat FROM position").all()
    return rows.map(({ chat }) => String(chat))
  }

  read(chat: ChatKey): Checkpoint | undefined {
    const position = this.#position.get(chat)
    const ranges = this.#ranges
      .all(chat)
      .map(({ first, last }): IdRange => [Number(first), Number(last)])
    if (position === undefined && ranges.length === 0) return undefined
    const createdAt = position?.["created_at"] ?? undefined
    return {
      upTo: Number(position?.["up_to"] ?? 0),
      ranges,
      createdAt: createdAt === undefined ? undefined : String(createdAt),
    }
  }

  advance(chat: ChatKey, upTo: number): void {
    this.#try(() => {
      if (!this.#scattered.has(chat)) {
        this.#setPosition.run(chat, upTo)
        return
      }
      this.#transaction(() => {
        this.#setPosition.run(chat, upTo)
        this.#dropRanges.run(chat, 0, upTo)
      })
      if (this.#ranges.get(chat) === undefined) this.#scattered.delete(chat)
    })
  }

  addRange(chat: ChatKey, [first, last]: IdRange): void {
    this.#try(() => {
      this.#transaction(() => {
        this.#dropRanges.run(chat, first, last)
        this.#addRange.run(chat, first, last)
      })
      this.#scattered.add(chat)
    })
  }

  replace(chat: ChatKey, checkpoint: Checkpoint): void {
    this.#try(() => this.#transaction(() => this.#put(chat, checkpoint)))
  }

  #put(chat: ChatKey, { upTo, ranges, createdAt }: Checkpoint): void {
    this.#replacePosition.run(chat, upTo, createdAt ?? null)
    this.#dropRanges.run(chat, 0, Number.MAX_SAFE_INTEGER)
    for (const [first, last] of ranges) this.#addRange.run(chat, first, last)
    if (ranges.length > 0) this.#scattered.add(chat)
    else this.#scattered.delete(chat)
  }

  #try(write: () => void): void {
    try {
      write()
    } catch (error) {
      this.#onFailure(error)
    }
  }

  #transaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE")
    try {
      work()
      this.#database.exec("COMMIT")
    } catch (error) {
      // Some failures, such as a full disk, have rolled back already.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK")
      throw error
    }
  }
}
