import type { Chat } from "../chat/chat.ts"
import { memberByMemberId } from "../groups/members.ts"
import type { Message, Packet } from "../simulation/packets.ts"
import type { FromMember } from "./from-member.ts"
import { recipient, sendTo } from "../recipients/recipients.ts"
import { hasRole } from "../groups/roles.ts"
import type { ConnRow, GroupRow, MemberRow } from "../store/rows.ts"
import { isCurrent, isPending, membersOf, membershipOf } from "../views/views.ts"

// Members who were introduced to each other talk through who introduced them until they are
// connected. Each announces when its direct messages begin, and the other waits with those until what
// was forwarded has come: nothing is lost, twice, or out of order.

const forwardedEvents: readonly Message["event"][] = [
  "x.msg.new",
  "x.msg.update",
  "x.msg.del",
  "x.msg.react",
  "x.file.descr",
  "x.file.cancel",
  "x.info",
  "x.grp.mem.new",
  "x.grp.mem.role",
  "x.grp.mem.restrict",
  "x.grp.mem.del",
  "x.grp.leave",
  "x.grp.del",
  "x.grp.info",
]

/** From now on the user forwards what these two say to each other. */
export function forwardBetween(chat: Chat, one: MemberRow, other: MemberRow): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    chat.state.members.update(from, {
      forwardTo: [...(from.forwardTo ?? []), to.id],
      introduced: [...(from.introduced ?? []), to.id],
    })
  }
}

/** Whether the user introduced these two already. */
export function wereIntroduced(one: MemberRow, other: MemberRow): boolean {
  return one.introduced?.includes(other.id) ?? false
}

/** Forwards a message to those who are not connected to who sent it. */
export function forward(chat: Chat, from: FromMember, message: Message): void {
  const { member, sentAt } = from
  if (!forwardedEvents.includes(message.event)) return
  for (const id of member.forwardTo ?? []) {
    const target = chat.state.members.get(id)
    if (target === undefined || !hears(target, message)) continue
    const to = recipient(chat, target)
    const memberId = member.memberId
    if (to !== undefined)
      sendTo(chat, to, [{ event: "x.grp.msg.forward", memberId, sentAt, message }])
  }
}

/** Messages of a support chat are for the moderators, and for the member whose chat it is. */
function hears(target: MemberRow, message: Message): boolean {
  const support = "support" in message ? message.support : undefined
  if (support === undefined) return isCurrent(target)
  return target.memberId === support || (isCurrent(target) && hasRole(target, "moderator"))
}

/** Informs whoever introduced this member that the user sends to it directly from now on. */
export function directFromNow(chat: Chat, group: GroupRow, member: MemberRow): void {
  const membership = membershipOf(chat.state, group)
  const introducedBy =
    member.memberCategory === "pre"
      ? membership.invitedByGroupMemberId
      : member.invitedByGroupMemberId
  const host = chat.state.members.get(introducedBy ?? 0)
  const to = host === undefined ? undefined : recipient(chat, host)
  if (to !== undefined) sendTo(chat, to, [{ event: "x.grp.mem.con", memberId: member.memberId }])
}

/**
 * To the one who introduced two members: `from` sends directly to the other from now on. To the
 * other: all that was forwarded of the member has come.
 */
export function connectedDirectly(
  chat: Chat,
  { group, member: from }: FromMember,
  { memberId, of }: Extract<Message, { event: "x.grp.mem.con" }>,
): void {
  if (of !== undefined) {
    const member = memberByMemberId(chat, group, of)
    if (member !== undefined) releaseHeld(chat, member)
    return
  }
  const other = memberByMemberId(chat, group, memberId)
  if (other === undefined) return
  const forwardTo = from.forwardTo?.filter((id) => id !== other.id) ?? []
  chat.state.members.update(from, { forwardTo })
  const to = recipient(chat, other)
  if (to !== undefined) sendTo(chat, to, [{ event: "x.grp.mem.con", memberId, of: from.memberId }])
}

type Messages = Extract<Packet, { type: "messages" }>

/** Whether what a member sent has to wait for what was forwarded of it; it is kept then. */
export function holds(chat: Chat, conn: ConnRow, packet: Messages): boolean {
  if (conn.entity.type !== "member") return false
  const member = chat.state.members.get(conn.entity.memberId)
  if (member === undefined || member.allForwarded) return false
  if (member.memberCategory !== "pre" && member.memberCategory !== "post") return false
  chat.state.members.update(member, { held: [...(member.held ?? []), packet] })
  return true
}

function releaseHeld(chat: Chat, member: MemberRow): void {
  const conn = chat.conn(member.connId)
  if (conn !== undefined && (member.held ?? []).length > 0)
    chat.hub.continue(chat, conn, { type: "release" })
  else chat.state.members.update(member, { allForwarded: true })
}

/** What was held of a member; nothing is from now on. */
export function takeHeld(chat: Chat, conn: ConnRow): Messages[] {
  if (conn.entity.type !== "member") return []
  const member = chat.state.members.get(conn.entity.memberId)
  const held = (member?.held ?? []) as Messages[]
  if (member !== undefined) chat.state.members.update(member, { allForwarded: true, held: [] })
  return held
}

/** A member is gone: nothing more is forwarded by them, or from them. */
export function noMoreForwarded(chat: Chat, group: GroupRow, gone: MemberRow): void {
  const isHost = (member: MemberRow) =>
    member.memberCategory === "pre"
      ? membershipOf(chat.state, group).invitedByGroupMemberId === gone.id
      : member.invitedByGroupMemberId === gone.id
  for (const member of membersOf(chat.state, group.id)) {
    const waits = (isCurrent(member) || isPending(member)) && !member.allForwarded
    if (waits && isHost(member)) releaseHeld(chat, member)
  }
}
