import { fullGroupPreferences } from "../views/group-preferences.ts"
import type { Chat } from "../chat/chat.ts"
import type { Message } from "../simulation/packets.ts"
import type { GroupRow, ItemRow } from "../store/rows.ts"

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
  const { content, sharedMsgId: msgId, dir, itemTs: sentAt, mentions } = item
  const isMessage = content.type === "sndMsgContent" || content.type === "rcvMsgContent"
  const author = chat.state.members.get(dir.type === "groupRcv" ? dir.memberId : group.membershipId)
  if (!isMessage || msgId === undefined || author === undefined) return []
  const message: Message = {
    event: "x.msg.new",
    msgId,
    content: content.msgContent,
    ...(Object.keys(mentions).length > 0 && { mentions }),
  }
  return [{ event: "x.grp.msg.forward", memberId: author.memberId, sentAt, message }]
}
