import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { markDeleted } from "../items/item-changes.ts"
import type { GroupRow, ItemRow, MemberRow } from "../store/rows.ts"

/** Whether an item reports another. */
export function isReport({ content }: ItemRow): boolean {
  const isMessage = content.type === "sndMsgContent" || content.type === "rcvMsgContent"
  return isMessage && content.msgContent.type === "report"
}

/** Marks reports as dealt with: they say that they were moderated, and still say why. */
export function archive(
  chat: Chat,
  reports: readonly ItemRow[],
  by: MemberRow,
): T.ChatItemDeletion[] {
  const deleted = { type: "moderated", deletedTs: chat.now(), memberId: by.id } as const
  return reports.map((report) => markDeleted(chat, report, deleted))
}

/** Once a message is moderated, the reports of it are archived (m-history 420 to 427). */
export function archiveReportsOf(
  chat: Chat,
  { group, item, by }: { group: GroupRow; item: ItemRow; by: MemberRow },
): void {
  const reports = chat.state.items
    .of(group.userId, `#${group.id}`)
    .filter(
      (one) =>
        isReport(one) && one.deleted === undefined && one.quote?.sharedMsgId === item.sharedMsgId,
    )
  if (reports.length === 0) return
  archive(chat, reports, by)
  const user = chat.state.users.get(group.userId)
  if (user === undefined) return
  chat.emit({
    type: "groupChatItemsDeleted",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    chatItemIDs: reports.map(({ id }) => id),
    byUser: by.id === group.membershipId,
    member_: chat.memberInfo(by),
  })
}
