import type { Chat } from "./chat.ts"
import { removeItem } from "./item-changes.ts"
import type { ItemRow } from "./rows.ts"
import { userOf } from "./views.ts"

/** Deletes a disappearing message once its time has come. */
export function scheduleDeletion(chat: Chat, { id, timed }: ItemRow): void {
  if (timed?.deleteAt === undefined) return
  chat.hub.clock.at(Date.parse(timed.deleteAt), () => {
    const item = chat.state.items.get(id)
    if (item === undefined || item.timed?.deleteAt !== timed.deleteAt) return
    const user = chat.wire(userOf(chat.state, item))
    const deletion = removeItem(chat, item)
    chat.emit({
      type: "chatItemsDeleted",
      user,
      chatItemDeletions: [deletion],
      byUser: false,
      timed: true,
    })
  })
}

/** When a message that disappears after so many seconds does. */
export function timed(chat: Chat, ttl: number | undefined): Pick<ItemRow, "timed"> | object {
  if (ttl === undefined) return {}
  return { timed: { ttl, deleteAt: chat.hub.clock.in(ttl * 1000) } }
}
