import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { failed } from "../simulation/failure.ts"
import { markDeleted } from "../items/item-changes.ts"
import { archiveReportsOf } from "./reports.ts"
import { hasRole, highest } from "./roles.ts"
import type { ItemRow, UserRow } from "../store/rows.ts"
import { membershipOf } from "../views/views.ts"
import { deliver, type Target } from "../recipients/target.ts"

/** Deletes what other members said, for all. */
export function moderate(
  chat: Chat,
  { target, items }: { user: UserRow; target: Target; items: readonly ItemRow[] },
): T.ChatItemDeletion[] {
  const { group } = target
  if (group === undefined) return []
  const authors = items.map(({ dir }) => {
    const author = chat.state.members.get(
      dir.type === "groupRcv" ? dir.memberId : group.membershipId,
    )
    if (author === undefined) throw failed({ type: "invalidChatItemDelete" })
    return author
  })
  // A role that does not suffice gets the same error (r-errors 617, 618).
  const needed = highest(["moderator", ...authors.map(({ memberRole }) => memberRole)])
  if (!hasRole(membershipOf(chat.state, group), needed))
    throw failed({ type: "invalidChatItemDelete" })
  return items.map((item, i) => {
    const memberId = authors[i]?.memberId ?? ""
    const msgId = item.sharedMsgId ?? ""
    deliver(chat, target, [{ event: "x.msg.del", msgId, memberId }])
    const row = { type: "moderated", deletedTs: chat.now(), memberId: group.membershipId } as const
    const deletion = markDeleted(chat, item, row, target.fullDelete)
    archiveReportsOf(chat, { group, item, by: membershipOf(chat.state, group) })
    return deletion
  })
}
