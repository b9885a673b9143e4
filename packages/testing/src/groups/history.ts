import { fullGroupPreferences } from "../views/group-preferences.ts"
import type { Chat } from "../chat/chat.ts"
import type { Message } from "../simulation/packets.ts"
import type { GroupRow, ItemRow, MemberRow } from "../store/rows.ts"
import { membersOf } from "../views/views.ts"

const longestHistory = 100

/** The recent messages of a group, for a new member. */
export function historyFor(chat: Chat, group: GroupRow): Message[] {
  const { history } = fullGroupPreferences(group.groupProfile.groupPreferences)
  if (history.enable !== "on" || group.businessChat !== undefined) return []
  const items = chat.state.items
    .of(group.userId, `#${group.id}`)
    .filter(
      ({ deleted, support, forwardedByMember }) =>
        deleted === undefined && support === undefined && forwardedByMember === undefined,
    )
  return items.slice(-longestHistory).flatMap((item) => forwarded(chat, group, item))
}

function forwarded(chat: Chat, group: GroupRow, item: ItemRow): Message[] {
  const { content, sharedMsgId: msgId, itemTs: sentAt, mentions, showGroupAsSender } = item
  const isMessage = content.type === "sndMsgContent" || content.type === "rcvMsgContent"
  const author = authorOf(chat, group, item)
  if (!isMessage || msgId === undefined || author === undefined) return []
  const message: Message = {
    event: "x.msg.new",
    msgId,
    content: content.msgContent,
    ...(Object.keys(mentions).length > 0 && { mentions }),
    ...(showGroupAsSender && { asGroup: true as const }),
  }
  const { memberId, profile } = author
  const memberName = profile.displayName
  return [{ event: "x.grp.msg.forward", memberId, memberName, sentAt, message }]
}

/** Who said it; what the group said is vouched for by an owner. */
function authorOf(chat: Chat, group: GroupRow, { dir }: ItemRow): MemberRow | undefined {
  if (dir.type === "channelRcv")
    return membersOf(chat.state, group.id).find(({ memberRole }) => memberRole === "owner")
  return chat.state.members.get(dir.type === "groupRcv" ? dir.memberId : group.membershipId)
}
