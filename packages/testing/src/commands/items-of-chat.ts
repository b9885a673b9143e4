import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { notStored } from "../simulation/failure.ts"
import type { ItemRow, UserRow } from "../store/rows.ts"

/** How rows name a chat: `@4`, `#1`, `*1`. */
export function keyOf({ chatType, chatId }: Pick<T.ChatRef, "chatType" | "chatId">): string {
  return `${chatType === "direct" ? "@" : chatType === "group" ? "#" : "*"}${chatId}`
}

export function itemIn(chat: Chat, user: UserRow, key: string, itemId: number): ItemRow {
  const item = chat.state.items.get(itemId)
  if (item?.chat === key && item.userId === user.id) return item
  throw notStored({ type: "chatItemNotFound", itemId })
}

/**
 * The items of a chat. Missing ones fail no command: the core reports them in an event (r-errors 210 to
 * 212).
 */
export function foundItems(
  chat: Chat,
  user: UserRow,
  key: string,
  ids: readonly number[],
): ItemRow[] {
  const isThere = (id: number) => {
    const item = chat.state.items.get(id)
    return item?.chat === key && item.userId === user.id
  }
  const missing = ids.filter((id) => !isThere(id))
  if (missing.length > 0) {
    chat.emit({
      type: "chatErrors",
      chatErrors: missing.map((itemId) => ({
        type: "errorStore",
        storeError: { type: "chatItemNotFound", itemId },
      })),
    })
  }
  return ids.filter(isThere).map((id) => itemIn(chat, user, key, id))
}
