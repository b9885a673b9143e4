import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { moderate } from "../groups/moderation.ts"
import { archive, isReport } from "../groups/reports.ts"
import { hasRole } from "../groups/roles.ts"
import { markDeleted, removeItem } from "../items/item-changes.ts"
import { targetOf } from "../groups/find-target.ts"
import { recipientsOf } from "../recipients/recipients.ts"
import { commandFailed } from "../simulation/failure.ts"
import type { GroupRow, ItemRow } from "../store/rows.ts"
import { chatInfo } from "../views/item-view.ts"
import { isCurrent, membershipOf } from "../views/views.ts"
import type { Handlers } from "./handlers.ts"

/** What moderators do with the reports that they received. */
export const reportCommands = {
  // The core asks for no role: a member archives none, and succeeds (r-errors 634, 635).
  APIArchiveReceivedReports(chat, { groupId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const reports = received(chat, group).filter(({ deleted }) => deleted === undefined)
    const membership = membershipOf(chat.state, group)
    archive(chat, reports, membership)
    return {
      type: "groupChatItemsDeleted",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      chatItemIDs: reports.map(({ id }) => id),
      byUser: true,
      member_: chat.memberInfo(membership),
    }
  },

  APIDeleteReceivedReports(chat, { groupId, chatItemIds, deleteMode }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const reports = received(chat, group).filter(({ id }) => chatItemIds.includes(id))
    if (reports.length < chatItemIds.length)
      throw commandFailed("some items are not received reports")
    const deletions = deleteReports(chat, { group, reports, mode: deleteMode })
    return {
      type: "chatItemsDeleted",
      user: chat.wire(user),
      chatItemDeletions: deletions.map((deletion) => withoutScope(chat, group, deletion)),
      byUser: true,
      timed: false,
    }
  },
} satisfies Partial<Handlers>

function received(chat: Chat, group: GroupRow): ItemRow[] {
  const items = chat.state.items.of(group.userId, `#${group.id}`)
  return items.filter((item) => item.dir.type === "groupRcv" && isReport(item))
}

interface ToDelete {
  readonly group: GroupRow
  readonly reports: readonly ItemRow[]
  readonly mode: T.CIDeleteMode
}

function deleteReports(chat: Chat, { group, reports, mode }: ToDelete): T.ChatItemDeletion[] {
  const user = chat.runningUser()
  switch (mode) {
    case "internal":
      return reports.map((report) => removeItem(chat, report))
    case "internalMark":
    case "history": {
      const deleted = { type: "deleted", deletedTs: chat.now() } as const
      return reports.map((report) => markDeleted(chat, report, deleted))
    }
    case "broadcast": {
      const target = targetOf(chat, user, { chatType: "group", chatId: group.id })
      const to = recipientsOf(chat, group, (one) => isCurrent(one) && hasRole(one, "moderator"))
      return moderate(chat, { user, target: { ...target, to }, items: reports })
    }
  }
}

/** Reports are shown in the group, not in the support chat that they were sent to (m-history 343). */
function withoutScope(
  chat: Chat,
  group: GroupRow,
  { deletedChatItem, toChatItem }: T.ChatItemDeletion,
): T.ChatItemDeletion {
  const info = chatInfo(chat.state, `#${group.id}`)
  return {
    deletedChatItem: { ...deletedChatItem, chatInfo: info },
    ...(toChatItem !== undefined && { toChatItem: { ...toChatItem, chatInfo: info } }),
  }
}
