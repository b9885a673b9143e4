import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { ChatCheckpoint } from "../checkpoints/chat-checkpoint.ts"
import type { ChatKey } from "../messages/chat-key.ts"
import { isChatGone } from "../messages/is-gone.ts"
import { isOutstanding, scanBacklog, type Scanned } from "./scan-backlog.ts"

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
  /** More messages than the limit came while the bot was down: the oldest, `count` or more, are skipped. */
  onSkipped(chat: ChatKey, count: number): void
}

/** What a backlog is read with. */
export interface BacklogSource {
  readonly api: ChatApi
  readonly key: ChatKey
  readonly chat: T.ChatRef
  readonly checkpoint: ChatCheckpoint
}

/**
 * The messages of a chat that are in the database of the core, and neither handled nor queued. Only
 * their ids are in memory. What came before the start is found by one scan; what comes later is known
 * from events, so that however many there are, each is read about twice.
 */
export class Backlog {
  readonly #source: BacklogSource
  readonly #callbacks: BacklogCallbacks
  /** In ascending order; those before `#next` are done with. */
  #ids: number[] = []
  #next = 0
  /** Set until the messages from before the start are looked for. */
  #limit: CatchUpLimit | undefined
  #isScanning = false

  constructor(source: BacklogSource, callbacks: BacklogCallbacks) {
    this.#source = source
    this.#callbacks = callbacks
  }

  /** Whether there can be such messages. */
  get exists(): boolean {
    return this.#limit !== undefined || this.#isScanning || this.#next < this.#ids.length
  }

  /** Some messages may have come without an event, such as those from before the start. */
  catchUp(limit: CatchUpLimit): void {
    this.#limit ??= limit
  }

  /** This message, which is newer than all others, stays in the database for now. */
  leave(itemId: number): void {
    if (itemId > (this.#ids.at(-1) ?? 0)) this.#ids.push(itemId)
  }

  /**
   * Reads the next messages, oldest first.
   *
   * @param most how many
   * @returns undefined when reading failed and should be tried again later
   */
  async read(most: number): Promise<readonly T.AChatItem[] | undefined> {
    try {
      return (await this.#scan(most)) ?? (await this.#readNext(most))
    } catch (error) {
      this.#callbacks.onReadFailure(error, this.#source.key)
      if (!isChatGone(error)) return undefined
      this.#ids = []
      this.#limit = undefined
      return []
    }
  }

  /** Finds what came before the start. Gives the messages if there are few. */
  async #scan(keep: number): Promise<readonly T.AChatItem[] | undefined> {
    const { key, checkpoint } = this.#source
    if (this.#limit === undefined) return undefined
    const limit = this.#limit
    const { perChat, before } = limit
    const { ids, items } = await this.#scanned(limit, keep)
    const last = ids.filter((id) => id <= before).at(-perChat - 1)
    if (last !== undefined) {
      const skipped = ids.filter((id) => id <= last).length
      checkpoint.skip(last)
      this.#callbacks.onSkipped(key, skipped)
    }
    // What has arrived meanwhile can be among them.
    const newest = ids.at(-1) ?? 0
    const arrived = this.#ids.slice(this.#next).filter((id) => id > newest)
    const isWhole = items !== undefined && arrived.length === 0 && last === undefined
    this.#ids = isWhole ? [] : [...ids.filter((id) => id > (last ?? 0)), ...arrived]
    this.#next = 0
    return isWhole ? items : undefined
  }

  /** Events may be lost while the backlog is read: then it is read again. */
  async #scanned(limit: CatchUpLimit, keep: number): Promise<Scanned> {
    const { api, chat, checkpoint } = this.#source
    this.#limit = undefined
    this.#isScanning = true
    try {
      return await scanBacklog(api, chat, checkpoint, { most: limit.perChat, keep })
    } catch (error) {
      this.#limit ??= limit
      throw error
    } finally {
      this.#isScanning = false
    }
  }

  async #readNext(most: number): Promise<readonly T.AChatItem[]> {
    const { checkpoint } = this.#source
    const id = this.#ids[this.#next]
    if (id === undefined) return []
    const around = await this.#around(id, most)
    const items: T.AChatItem[] = []
    for (const next of this.#ids.slice(this.#next, this.#next + most)) {
      const item = around.get(next)
      // It was sent long before it came, so it is on another page: read it by itself.
      if (item === undefined && next !== id) break
      this.#next++
      if (item !== undefined && isOutstanding(item, checkpoint)) items.push(item)
    }
    if (this.#next > 10_000 || this.#next === this.#ids.length) {
      this.#ids = this.#ids.slice(this.#next)
      this.#next = 0
    }
    return items
  }

  /** The items around this one, by their ids; none when it was deleted. */
  async #around(itemId: number, count: number): Promise<ReadonlyMap<number, T.AChatItem>> {
    const { api, chat } = this.#source
    try {
      const pagination = { type: "around", itemId, count } as const
      const { chatInfo, chatItems } = await api.apiGetChat(chat, pagination)
      return new Map(chatItems.map((chatItem) => [chatItem.meta.itemId, { chatInfo, chatItem }]))
    } catch (error) {
      if (error instanceof ChatCommandError && error.code === "chatItemNotFound") return new Map()
      throw error
    }
  }
}
