import type { Chat } from "../chat/chat.ts"
import { removeItem } from "./item-changes.ts"
import type { ItemRow } from "../store/rows.ts"
import { userOf } from "../views/views.ts"

/** Deletes a disappearing message once its time has come; while the chat is stopped, at its start. */
export function scheduleDeletion(chat: Chat, { id, timed }: ItemRow): void {
  const deleteAt = timed?.deleteAt
  if (deleteAt === undefined) return
  const run = () => {
    const item = chat.state.items.get(id)
    if (!chat.started || item?.timed?.deleteAt !== deleteAt) return
    const user = chat.wire(userOf(chat.state, item))
    const deletion = removeItem(chat, item)
    chat.emit({
      type: "chatItemsDeleted",
      user,
      chatItemDeletions: [deletion],
      byUser: true,
      timed: true,
    })
  }
  const atMs = Date.parse(deleteAt)
  if (atMs > chat.hub.clock.nowMs) chat.hub.clock.at(atMs, run)
  else chat.hub.soon(chat, `timed ${id}`, run)
}

/** Goes on with what was to disappear when the chat was stopped. */
export function scheduleDeletions(chat: Chat): void {
  for (const item of chat.state.items.values()) scheduleDeletion(chat, item)
}

/** When a message with this time to live, in seconds, disappears. */
export function timed(chat: Chat, ttl: number | undefined): Pick<ItemRow, "timed"> | object {
  if (ttl === undefined) return {}
  return { timed: { ttl, deleteAt: chat.hub.clock.in(ttl * 1000) } }
}
