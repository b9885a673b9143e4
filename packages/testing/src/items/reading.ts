import type { Chat } from "../chat/chat.ts"
import type { UserRow } from "../store/rows.ts"
import { scheduleDeletion } from "./timed.ts"

/** Marks items as read, all of a chat or the given ones; disappearing ones begin to disappear. */
export function markRead(
  chat: Chat,
  user: UserRow,
  key: string,
  {
    ids,
    support,
  }: { readonly ids?: readonly number[]; readonly support?: number | undefined } = {},
): void {
  for (const item of chat.state.items.of(user.id, key)) {
    if (item.status.type !== "rcvNew" || item.support !== support) continue
    if (ids !== undefined && !ids.includes(item.id)) continue
    chat.state.items.update(item, { status: { type: "rcvRead" } })
    const { timed } = item
    if (timed === undefined || timed.deleteAt !== undefined) continue
    const deleteAt = chat.hub.clock.in(timed.ttl * 1000)
    chat.state.items.update(item, { timed: { ...timed, deleteAt } })
    scheduleDeletion(chat, item)
  }
}
