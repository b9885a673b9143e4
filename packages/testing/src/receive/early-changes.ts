import type { Chat } from "../chat/chat.ts"
import { chatItemView } from "../views/item-view.ts"
import { markDeleted, setReaction } from "../items/item-changes.ts"
import { announce } from "../items/items.ts"
import type { ItemLook } from "../views/item-view.ts"
import type { EarlyRow, ItemRow, UserRow } from "../store/rows.ts"

// In a group a reaction, or a moderation, may come before the message that it is about: from another
// member, on another way. It is kept until the message comes.

export function keepEarly(chat: Chat, row: Omit<EarlyRow, "id">): void {
  chat.state.early.insert(row)
}

/** Emits a new item, with the changes that came before it. */
export function announceWithEarly(
  chat: Chat,
  user: UserRow,
  item: ItemRow,
  look: ItemLook & { readonly fullDelete: (memberId: number) => boolean },
): void {
  const { early } = chat.state
  const about = early.filter(
    (row) => row.userId === user.id && row.chat === item.chat && row.msgId === item.sharedMsgId,
  )
  for (const { id, by, reaction } of about) {
    if (reaction !== undefined) setReaction(chat, item, by, reaction)
    early.delete(id)
  }
  const { by, moderatedAt } = about.find((row) => row.moderatedAt !== undefined) ?? {}
  if (by === undefined || moderatedAt === undefined) return announce(chat, [item], look)
  const gone = look.fullDelete(by)
  const row = { type: "moderated", deletedTs: moderatedAt, memberId: by } as const
  const deletion = markDeleted(chat, item, row, gone)
  // When nothing of it is left, no event is emitted.
  if (gone) return announce(chat, [item], look)
  chat.emit({
    type: "chatItemsDeleted",
    user: chat.wire(user),
    chatItemDeletions: [{ ...deletion, toChatItem: chatItemView(chat.state, item) }],
    byUser: false,
    timed: false,
  })
}
