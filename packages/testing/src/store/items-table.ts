import type { ItemRow } from "./rows.ts"
import { Table } from "./table.ts"

/** The items of all chats, found by chat and by shared id. */
export class Items extends Table<ItemRow> {
  readonly #byChat = new Map<string, Map<number, ItemRow>>()
  readonly #byShared = new Map<string, ItemRow[]>()

  readonly #next: () => number

  /** @param next the number of the next item: unlike others, those of items are never used again */
  constructor(next: () => number) {
    super("items")
    this.#next = next
  }

  override insert(row: Omit<ItemRow, "id">): ItemRow {
    return this.put({ ...row, id: this.#next() })
  }

  override put(row: ItemRow): ItemRow {
    const chat = chatKey(row.userId, row.chat)
    const items = this.#byChat.get(chat) ?? new Map<number, ItemRow>()
    this.#byChat.set(chat, items.set(row.id, row))
    if (row.sharedMsgId !== undefined) {
      const key = `${chat} ${row.sharedMsgId}`
      const others = (this.#byShared.get(key) ?? []).filter(({ id }) => id !== row.id)
      this.#byShared.set(key, [...others, row])
    }
    return super.put(row)
  }

  override delete(id: number): void {
    const row = this.get(id)
    if (row === undefined) return
    const chat = chatKey(row.userId, row.chat)
    this.#byChat.get(chat)?.delete(id)
    if (row.sharedMsgId !== undefined) this.#byShared.delete(`${chat} ${row.sharedMsgId}`)
    super.delete(id)
  }

  /** The items of a chat in the order of their numbers. */
  of(userId: number, chat: string): ItemRow[] {
    return [...(this.#byChat.get(chatKey(userId, chat))?.values() ?? [])]
  }

  count(userId: number, chat: string): number {
    return this.#byChat.get(chatKey(userId, chat))?.size ?? 0
  }

  shared(userId: number, chat: string, sharedMsgId: string): ItemRow | undefined {
    return this.#byShared.get(`${chatKey(userId, chat)} ${sharedMsgId}`)?.at(-1)
  }
}

const chatKey = (userId: number, chat: string) => `${userId} ${chat}`
