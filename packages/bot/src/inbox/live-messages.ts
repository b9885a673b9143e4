import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { isGone } from "../messages/is-gone.ts"

/** How long to wait for the rest of a live message, and for how many at once. */
export interface LiveLimits {
  /** After this time without a change, it is taken as it is, in milliseconds. */
  readonly idleMs: number
  /** With more than these, the oldest is taken as it is. */
  readonly most: number
}

interface Held {
  readonly chat: T.ChatRef
  /** Called once: with the message as it is then, or undefined when it is gone. */
  readonly release: (item: T.AChatItem | undefined) => void
  timer: NodeJS.Timeout | undefined
}

/** Whether its sender is still typing it. */
export const isLive = ({ chatItem }: T.AChatItem): boolean => chatItem.meta.itemLive === true

/**
 * Live messages are sent while they are typed: the item changes until it is no longer live. They are
 * held here until then, or until they stop changing, for example because the sender's app died.
 * Only ids are held; what a message says stays in the database of the core.
 */
export class LiveMessages {
  readonly #api: Pick<ChatApi, "apiGetChat">
  readonly #limits: LiveLimits
  /** By the ids of their items, in the order in which they were begun. */
  readonly #held = new Map<number, Held>()

  constructor(api: Pick<ChatApi, "apiGetChat">, limits: LiveLimits) {
    this.#api = api
    this.#limits = limits
  }

  /** Holds it; resolves when it is known whether it is still live. */
  async hold(chat: T.ChatRef, item: T.AChatItem, release: Held["release"]): Promise<void> {
    const id = item.chatItem.meta.itemId
    this.#held.set(id, { chat, release, timer: undefined })
    this.#startTimer(id)
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.#limits.most) break
      if (oldest !== id) await this.#look(oldest, { atLast: true })
    }
    // It may have been completed before its turn. From here on, `updated` notices.
    await this.#look(id, { atLast: false })
  }

  /**
   * An item of any chat has changed.
   *
   * @returns whether it was held here
   */
  updated(item: T.AChatItem): boolean {
    const id = item.chatItem.meta.itemId
    if (!this.#held.has(id)) return false
    if (isLive(item)) this.#startTimer(id)
    else this.#release(id, item)
    return true
  }

  /** Forgets them: they come again at the next start. */
  stop(): void {
    for (const { timer } of this.#held.values()) clearTimeout(timer)
    this.#held.clear()
  }

  #startTimer(id: number): void {
    const held = this.#held.get(id)
    if (held === undefined) return
    clearTimeout(held.timer)
    held.timer = setTimeout(() => void this.#look(id, { atLast: true }), this.#limits.idleMs)
    held.timer.unref()
  }

  /** Releases it if it is complete, or `atLast` in any case. */
  async #look(id: number, { atLast }: { atLast: boolean }): Promise<void> {
    const held = this.#held.get(id)
    if (held === undefined) return
    try {
      const item = await this.#read(held.chat, id)
      if (item === undefined || atLast || !isLive(item)) this.#release(id, item)
    } catch (error) {
      if (isGone(error)) this.#release(id, undefined)
      else this.#startTimer(id)
    }
  }

  async #read(chat: T.ChatRef, id: number): Promise<T.AChatItem | undefined> {
    const around = { type: "around", itemId: id, count: 1 } as const
    const { chatInfo, chatItems } = await this.#api.apiGetChat(chat, around)
    const chatItem = chatItems.find(({ meta }) => meta.itemId === id)
    if (chatItem === undefined || chatItem.meta.itemDeleted !== undefined) return undefined
    return { chatInfo, chatItem }
  }

  #release(id: number, item: T.AChatItem | undefined): void {
    const held = this.#held.get(id)
    if (held === undefined) return
    this.#held.delete(id)
    clearTimeout(held.timer)
    held.release(item)
  }
}
