import { compareStamps } from "../simulation/clock.ts"
import type { Chat } from "../chat/chat.ts"
import type { ItemRow, MemberRow } from "../store/rows.ts"

/** Whose support chat an item is in: a member's, or the user's own. */
function subjectOf(chat: Chat, { chat: key, support }: ItemRow): MemberRow | undefined {
  if (support === undefined) return undefined
  const group = chat.state.groups.get(Number(key.slice(1)))
  return chat.state.members.get(support === 0 ? (group?.membershipId ?? 0) : support)
}

/** A support chat begins with its first item. */
export function openSupport(chat: Chat, item: ItemRow): void {
  const member = subjectOf(chat, item)
  if (member === undefined || member.supportChat !== undefined) return
  const supportChat = { chatTs: item.createdAt, unread: 0, memberAttention: 0, mentions: 0 }
  chat.state.members.update(member, { supportChat })
}

/** Counts an item in its support chat: unread, and whether the member waits for an answer. */
export function countSupport(chat: Chat, item: ItemRow): void {
  const member = subjectOf(chat, item)
  if (member?.supportChat === undefined) return
  const { unread, memberAttention, mentions } = member.supportChat
  const isNew = item.status.type === "rcvNew"
  const isTheirs = item.dir.type === "groupRcv" && item.dir.memberId === member.id
  const said = item.content.type === "rcvMsgContent"
  // By another moderator: the user's own answers change nothing (j-extra 198; for bob, alice's answer does in 203).
  const { lastMsgFromMemberTs: asked } = member.supportChat
  const answers = said && !isTheirs && asked !== undefined && compareStamps(item.itemTs, asked) > 0
  const supportChat = {
    ...member.supportChat,
    chatTs: item.createdAt,
    unread: unread + (isNew ? 1 : 0),
    // A message of a moderator answers everything that the member asked before (m-history 510, 520).
    memberAttention: isTheirs ? memberAttention + (isNew ? 1 : 0) : answers ? 0 : memberAttention,
    mentions: mentions + (item.userMention ? 1 : 0),
    ...(isTheirs && said && { lastMsgFromMemberTs: item.itemTs }),
  }
  chat.state.members.update(member, { supportChat })
}

/** Once a support chat is read, the user's last message there counts as an answer (m-history 530). */
export function answerOnReading(chat: Chat, member: MemberRow, items: readonly ItemRow[]): void {
  const { supportChat } = member
  if (supportChat?.lastMsgFromMemberTs === undefined) return
  const last = items.findLast(({ content }) => content.type.endsWith("MsgContent"))
  if (last === undefined || compareStamps(last.itemTs, supportChat.lastMsgFromMemberTs) <= 0) return
  chat.state.members.update(member, { supportChat: { ...supportChat, memberAttention: 0 } })
}
