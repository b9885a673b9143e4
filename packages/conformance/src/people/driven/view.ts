import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { refOf } from "./chat-ref.ts"
import type { Said } from "../conversation.ts"
import { ExpectationError } from "../expectation-error.ts"

/** A chat item as a person sees it now. */
export interface SeenItem extends Said {
  /** The chat that shows it: `@4`, `#1`, `#1(_support)`. */
  readonly chat: string
  readonly chatInfo: T.ChatInfo
  /** The latest state that the core announced. */
  readonly item: T.ChatItem
}

/** An item as it is seen, with what scenarios ask of it. */
export function seen({ chatInfo, chatItem }: T.AChatItem, deleted: Said["deleted"]): SeenItem {
  const { content, meta, quotedItem } = chatItem
  return {
    chat: refOf(chatInfo),
    chatInfo,
    item: chatItem,
    deleted,
    text: meta.itemText,
    quote: quotedItem?.content.text,
    edited: meta.itemEdited,
    kind: "msgContent" in content ? content.msgContent.type : content.type,
  }
}

/**
 * What a person sees: the chat items by chat, and every event. It is state, not a queue, so that an
 * event that comes late, twice or before the answer of its command changes nothing.
 */
export class View {
  readonly #owner: string
  readonly #timeoutMs: number
  readonly #items = new Map<string, SeenItem>()
  readonly #events: AnyEvent[] = []
  readonly #changed = new Set<() => void>()

  constructor(owner: string, timeoutMs: number) {
    this.#owner = owner
    this.#timeoutMs = timeoutMs
  }

  /** All items, in the order in which they were first seen. */
  get items(): readonly SeenItem[] {
    return [...this.#items.values()]
  }

  get events(): readonly AnyEvent[] {
    return this.#events
  }

  /** The state of one item now. */
  find(chat: string, itemId: number): SeenItem | undefined {
    return this.#items.get(`${chat} ${itemId}`)
  }

  /**
   * Takes in items of an answer, such as those of the person's own messages. An event about one of
   * them may have come before the answer, and is newer then.
   */
  add(items: readonly T.AChatItem[]): void {
    for (const item of items) {
      if (this.find(refOf(item.chatInfo), item.chatItem.meta.itemId) === undefined) this.#show(item)
    }
    this.#notify()
  }

  hear(event: AnyEvent): void {
    this.#events.push(event)
    this.#apply(event)
    this.#notify()
  }

  /**
   * Waits until `find` finds something.
   *
   * @throws {ExpectationError} when it does not in time; the error shows what the person saw.
   */
  async until<Found>(what: string, find: () => Found | undefined): Promise<Found> {
    const deadline = Date.now() + this.#timeoutMs
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      const left = deadline - Date.now()
      if (left <= 0) throw new ExpectationError(`${this.#owner}: ${what}`, this.lines())
      await this.#change(left)
    }
  }

  /** The conversation as text, for errors and reports. */
  lines(): string[] {
    return this.items.map(({ chat, item, deleted }) => {
      const { type } = item.content
      const text = item.meta.itemText === "" ? "" : ` ${JSON.stringify(item.meta.itemText)}`
      return `${chat} ${type}${text}${deleted === "no" ? "" : ` (${deleted})`}`
    })
  }

  #apply(event: AnyEvent): void {
    switch (event.type) {
      case "newChatItems":
        for (const item of event.chatItems) this.#show(item)
        return
      case "chatItemUpdated":
        return this.#show(event.chatItem)
      case "chatItemsStatusesUpdated":
        for (const item of event.chatItems) this.#show(item)
        return
      case "chatItemReaction":
        return this.#show({
          chatInfo: event.reaction.chatInfo,
          chatItem: event.reaction.chatReaction.chatItem,
        })
      case "chatItemsDeleted":
        for (const { deletedChatItem, toChatItem } of event.chatItemDeletions) {
          if (toChatItem !== undefined) this.#show(toChatItem)
          else this.#put(deletedChatItem, "gone")
        }
        return
      case "rcvFileStart":
      case "rcvFileComplete":
      case "sndFileCompleteXFTP":
        return this.#show(event.chatItem)
      default:
    }
  }

  #show(shown: T.AChatItem): void {
    const { chatInfo, chatItem } = shown
    const known = this.find(refOf(chatInfo), chatItem.meta.itemId)
    if (known?.deleted === "gone") return // a late event about what has gone
    this.#put(shown, chatItem.meta.itemDeleted === undefined ? "no" : "marked")
  }

  #put(shown: T.AChatItem, deleted: SeenItem["deleted"]): void {
    const now = seen(shown, deleted)
    this.#items.set(`${now.chat} ${now.item.meta.itemId}`, now)
  }

  #notify(): void {
    for (const wake of this.#changed) wake()
  }

  async #change(timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#changed.delete(done)
        resolve()
      }
      const timer = setTimeout(done, timeoutMs)
      this.#changed.add(done)
    })
  }
}
