import type { Chat } from "../chat/chat.ts"
import type { UserRow } from "../store/rows.ts"

/** Deletes everything that was said in a chat. */
export function deleteItems(chat: Chat, user: UserRow, key: string): void {
  for (const item of chat.state.items.of(user.id, key).reverse()) chat.state.items.delete(item.id)
}

/** Empties a chat that stays: its banner is still there (o-users 706 to 710). */
export function clearItems(chat: Chat, user: UserRow, key: string): void {
  for (const item of chat.state.items.of(user.id, key).reverse())
    if (item.content.type !== "chatBanner") chat.state.items.delete(item.id)
}
