import type { Chat, ServerMessage } from "@simplex-chat/playground/protocol"
import type { T } from "@simplex-chat/types"
import { answered, type Commanded } from "./core-answer.ts"

/** How many messages of a chat the page has, the newest. */
const shownItems = 100

/** Contacts that each new user has from the start, and that are not used here. */
const presets = ["Ask SimpleX Team", "SimpleX Status"]

interface Known {
  chat: Chat
  readonly texts: Map<number, string>
  head: string
}

/**
 * What a person's app shows. It is read from the core again whenever something may have changed: what
 * is shown is what the core has, whatever happened.
 */
export class PersonView {
  readonly #id: string
  readonly #core: Commanded
  readonly #chats = new Map<string, Known>()

  constructor(id: string, core: Commanded) {
    this.#id = id
    this.#core = core
  }

  /** The newest chat first, as the core lists them. */
  get chats(): readonly Chat[] {
    return [...this.#chats.values()].map(({ chat }) => chat)
  }

  find(ref: string): Chat | undefined {
    return this.#chats.get(ref)?.chat
  }

  /**
   * Reads everything anew.
   *
   * @returns what has changed
   */
  async refresh(): Promise<ServerMessage[]> {
    const { chats } = await answered(this.#core, "/_get chats 1 count=100", "apiChats")
    const messages: ServerMessage[] = []
    const refs = new Set<string>()
    for (const { chatInfo, chatStats } of chats) {
      const ref = refOf(chatInfo)
      if (ref === undefined) continue
      refs.add(ref)
      const { chat } = await answered(
        this.#core,
        `/_get chat ${ref} count=${shownItems}`,
        "apiChat",
      )
      const change = this.#update(ref, chat, chatStats.unreadCount)
      if (change !== undefined) messages.push(change)
    }
    for (const ref of [...this.#chats.keys()].filter((known) => !refs.has(known))) {
      this.#chats.delete(ref)
      messages.push({ type: "chatGone", person: this.#id, ref })
    }
    return messages
  }

  #update(ref: string, chat: T.AChat, unread: number): ServerMessage | undefined {
    const { chatInfo: info, chatItems: items } = chat
    const known = this.#chats.get(ref)
    const before = known?.texts ?? new Map<number, string>()
    const texts = new Map(items.map((item) => [item.meta.itemId, JSON.stringify(item)] as const))
    const changed = items.filter(({ meta }) => before.get(meta.itemId) !== texts.get(meta.itemId))
    const head = JSON.stringify([info, unread, [...texts.keys()]])
    this.#chats.set(ref, { chat: { ref, info, items, unread }, texts, head })
    if (changed.length === 0 && head === known?.head) return undefined
    const ids = items.map(({ meta }) => meta.itemId)
    return { type: "chat", person: this.#id, ref, info, unread, ids, items: changed }
  }
}

function refOf(info: T.ChatInfo): string | undefined {
  if (info.type === "direct")
    return presets.includes(info.contact.profile.displayName) &&
      info.contact.activeConn === undefined
      ? undefined
      : `@${info.contact.contactId}`
  return info.type === "group" ? `#${info.groupInfo.groupId}` : undefined
}
