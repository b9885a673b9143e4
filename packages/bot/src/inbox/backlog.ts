import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { ChatCheckpoint } from "../checkpoints/chat-checkpoint.ts"
import type { ChatKey } from "../messages/chat-key.ts"
import { isGone } from "../messages/is-gone.ts"
import { type Outstanding, readBacklog } from "./read-backlog.ts"

/** How much is caught up at the start. */
export interface CatchUpLimit {
  /** How many messages of each chat, the newest. */
  readonly perChat: number
  /** The newest item before the start: later ones are not counted. */
  readonly before: number
}

export interface BacklogCallbacks {
  /** The database of the core could not be read. */
  onReadFailure(error: unknown, chat: ChatKey): void
  /** More messages than the limit came while the bot was down: the oldest are skipped. */
  onSkipped(chat: ChatKey, count: number): void
}

/** What a backlog is read with. */
export interface BacklogSource {
  readonly api: ChatApi
  readonly key: ChatKey
  readonly chat: T.ChatRef
  readonly checkpoint: ChatCheckpoint
  /** How many messages are read into memory at a time. */
  readonly batchSize: number
}

/** The messages of a chat that are in the database of the core, and neither handled nor queued. */
export class Backlog {
  readonly #source: BacklogSource
  readonly #callbacks: BacklogCallbacks
  #exists = false
  /** How much of it is caught up; undefined for all, as after the start. */
  #limit: CatchUpLimit | undefined
  /** What came while the database was read, and can be missing in what was read. */
  #arrived: number[] = []

  constructor(source: BacklogSource, callbacks: BacklogCallbacks) {
    this.#source = source
    this.#callbacks = callbacks
  }

  /** Whether there can be such messages. */
  get exists(): boolean {
    return this.#exists
  }

  /** There can be messages from before the start. */
  catchUp(limit: CatchUpLimit): void {
    this.#exists = true
    this.#limit ??= limit
  }

  /** This message stays in the database for now. */
  leave(itemId: number): void {
    this.#exists = true
    this.#arrived.push(itemId)
  }

  /**
   * Reads the next messages, oldest first.
   *
   * @returns undefined when reading failed and should be tried again later
   */
  async read(): Promise<readonly T.AChatItem[] | undefined> {
    const { api, key, chat, checkpoint, batchSize } = this.#source
    this.#arrived = []
    let found: Outstanding
    try {
      found = await readBacklog(api, chat, checkpoint, batchSize)
    } catch (error) {
      this.#callbacks.onReadFailure(error, key)
      if (!isGone(error)) return undefined
      this.#exists = false
      return []
    }
    if (this.#skipOldest(found.ids)) return []
    const seen = new Set(found.ids)
    this.#exists =
      found.ids.length > found.items.length || this.#arrived.some((id) => !seen.has(id))
    return found.items
  }

  /** Skips the oldest of those from before the start when they exceed the limit. */
  #skipOldest(ids: readonly number[]): boolean {
    const { perChat, before } = this.#limit ?? { perChat: Infinity, before: 0 }
    this.#limit = undefined
    const old = ids.filter((id) => id <= before).toSorted((a, b) => a - b)
    const last = old[old.length - perChat - 1]
    if (last === undefined) return false
    this.#source.checkpoint.skip(last)
    this.#callbacks.onSkipped(this.#source.key, old.length - perChat)
    return true
  }
}
