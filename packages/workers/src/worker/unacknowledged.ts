import type { ChatKey } from "@simplex-chat/bot/hosting"

/** The messages of one partition that are here and not handled yet, with the broker's numbers for them. */
export class Unacknowledged {
  readonly #chats = new Map<ChatKey, Map<number, number[]>>()
  #size = 0

  get size(): number {
    return this.#size
  }

  /** @returns false when the message is here already: the broker has it twice */
  add(chat: ChatKey, itemId: number, deliveryTag: number): boolean {
    const items = this.#chats.get(chat) ?? new Map<number, number[]>()
    this.#chats.set(chat, items)
    const tags = items.get(itemId)
    this.#size++
    if (tags !== undefined) {
      tags.push(deliveryTag)
      return false
    }
    items.set(itemId, [deliveryTag])
    return true
  }

  /** Removes the messages of a range of ids, which are handled, and returns the numbers for them. */
  take(chat: ChatKey, first: number, last: number): number[] {
    const items = this.#chats.get(chat)
    const taken: number[] = []
    for (const [itemId, tags] of items ?? []) {
      if (itemId < first || itemId > last) continue
      items?.delete(itemId)
      taken.push(...tags)
    }
    if (items?.size === 0) this.#chats.delete(chat)
    this.#size -= taken.length
    return taken
  }

  clear(): void {
    this.#chats.clear()
    this.#size = 0
  }
}
