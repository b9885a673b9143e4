import type { Chat } from "../chat/chat.ts"
import { introducedProfile, memberProfile } from "../groups/group-target.ts"
import { historyFor, keepsHistory } from "../groups/history.ts"
import { memberConn } from "../connections/member-connection.ts"
import { addMember, memberByMemberId, plainProfile } from "../groups/members.ts"
import type { Message, MessageOf, WireMember } from "../simulation/packets.ts"
import { forwardBetween, wereIntroduced } from "./forwarding.ts"
import { recipient, sendTo } from "../recipients/recipients.ts"
import { hasRole } from "../groups/roles.ts"
import type { ConnRow, GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { sendMessages } from "../recipients/outbox.ts"
import { isCurrent, isPending, membersOf, membershipOf } from "../views/views.ts"

export interface NewMemberOf {
  readonly group: GroupRow
  readonly member: MemberRow
}

/** The host introduces a new member to the others, and the others to the new member. */
export function welcome(chat: Chat, { group, member }: NewMemberOf): void {
  const conn = chat.conn(member.connId)
  if (conn === undefined) return
  const viaLink = conn.viaUserContactLink !== undefined
  if (viaLink) {
    sendMessages(chat, conn, [
      { event: "x.grp.link.mem", profile: memberProfile(membershipOf(chat.state, group).profile) },
    ])
  }
  if (isPending(member)) return putOff(chat, { group, member })
  letIn(chat, { group, member })
}

/** A member is one of the group from now on: the others hear of them, and they of the past. */
export function letIn(chat: Chat, { group, member }: NewMemberOf): void {
  introduce(chat, { group, member })
  const conn = chat.conn(member.connId)
  if (conn === undefined) return
  if (!keepsHistory(group)) return
  // A prepared chat showed the description before: the history comes without it (m-history 124 to 131).
  const description = conn.welcomed ? [] : descriptionOf(chat, group)
  const opening = [...historyFor(chat, group), ...description]
  if (opening.length > 0) sendMessages(chat, conn, opening)
}

/** Only moderators are introduced to a member who waits for them. */
function putOff(chat: Chat, { group, member }: NewMemberOf): void {
  const conn = chat.conn(member.connId)
  const { memberRole: role, memberId } = member
  const msgId = chat.hub.random.sharedId()
  if (conn !== undefined)
    sendMessages(chat, conn, [{ event: "x.grp.link.acpt", msgId, role, memberId, pending: true }])
  introduce(chat, { group, member }, (other) => hasRole(other, "moderator"))
}

/** Introduces a member to the others, and the others to the member: admins first. */
export function introduce(
  chat: Chat,
  { group, member }: NewMemberOf,
  to: (other: MemberRow) => boolean = () => true,
): void {
  const conn = chat.conn(member.connId)
  if (conn === undefined) return
  const known = membersOf(chat.state, group.id).filter(
    (other) =>
      other.id !== member.id &&
      other.id !== group.membershipId &&
      isCurrent(other) &&
      to(other) &&
      !wereIntroduced(member, other),
  )
  const others = known.filter((other) => recipient(chat, other) !== undefined)
  const msgId = chat.hub.random.sharedId()
  for (const other of others) {
    const pending = isPending(member) && { pending: true as const }
    const message = { event: "x.grp.mem.new", msgId, member: wire(member), ...pending } as const
    tell(chat, other, message)
    forwardBetween(chat, member, other)
  }
  const isAdmin = (other: MemberRow) => hasRole(other, "moderator")
  // Moderators come first, and the core shuffles both parts: dave knows carol, who joined after bob, as
  // member 3 (m-history 224) and bob as member 4 (228).
  const admins = chat.hub.random.shuffled(others.filter(isAdmin))
  const rest = chat.hub.random.shuffled(others.filter((one) => !isAdmin(one)))
  for (const other of [...admins, ...rest]) {
    const blocked = other.blockedByAdmin && { blocked: true as const }
    sendMessages(chat, conn, [{ event: "x.grp.mem.intro", member: wire(other), ...blocked }])
  }
}

function wire(member: MemberRow): WireMember {
  return {
    memberId: member.memberId,
    role: member.memberRole,
    profile: introducedProfile(plainProfile(member.profile)),
  }
}

/** The group's description, as the end of its history. Without a history, new members show it themselves. */
function descriptionOf(chat: Chat, group: GroupRow): Message[] {
  const { description } = group.groupProfile
  if (description === undefined) return []
  const content = { type: "text", text: description } as const
  return [{ event: "x.msg.new", msgId: chat.hub.random.sharedId(), content }]
}

interface FromHost {
  readonly user: UserRow
  readonly group: GroupRow
  readonly host: MemberRow
  readonly conn: ConnRow
}

/** The new member hears of another, and makes a queue for them. */
export function introduced(
  chat: Chat,
  from: FromHost,
  { member, blocked }: MessageOf<"x.grp.mem.intro">,
): void {
  const { user, group, host, conn } = from
  if (memberByMemberId(chat, group, member.memberId) !== undefined) return
  const row = addMember(chat, user, group, {
    memberId: member.memberId,
    memberRole: member.role,
    memberCategory: "pre",
    memberStatus: "intro-inv",
    ...(blocked && { blockedByAdmin: true }),
    invitedBy: { type: "unknown" },
    localDisplayName: chat.freeName(user, member.profile.displayName),
    profile: chat.profile(member.profile),
  })
  const own = memberConn(chat, user, row, levelOne(host))
  sendMessages(chat, conn, [
    { event: "x.grp.mem.inv", memberId: member.memberId, queue: own.queue },
  ])
}

/** Connections through a host are one step away; the host may be a contact. */
function levelOne({ memberContactId }: MemberRow): Partial<ConnRow> {
  return { level: 1, ...(memberContactId !== undefined && { viaContact: memberContactId }) }
}

/** The host hands the queue of a new member on to the one it is for. */
export function forwardIntroduction(
  chat: Chat,
  { group, from }: { group: GroupRow; from: MemberRow },
  { memberId, queue }: MessageOf<"x.grp.mem.inv">,
): void {
  const to = memberByMemberId(chat, group, memberId)
  if (to !== undefined) tell(chat, to, { event: "x.grp.mem.fwd", member: wire(from), queue })
}

function tell(chat: Chat, member: MemberRow, message: Message): void {
  const to = recipient(chat, member)
  if (to !== undefined) sendTo(chat, to, [message])
}

/** A member connects to the queue that a new one made for it. */
export function introductionForwarded(
  chat: Chat,
  { user, group, host }: FromHost,
  { member, queue }: MessageOf<"x.grp.mem.fwd">,
): void {
  const row = memberByMemberId(chat, group, member.memberId)
  if (row === undefined || row.connId !== undefined) return
  if (!isPending(row)) chat.state.members.update(row, { memberStatus: "intro-inv" })
  const own = memberConn(chat, user, row, { ...levelOne(host), peer: queue })
  const membership = chat.state.members.get(group.membershipId)
  chat.send(own, { type: "join", memberId: membership?.memberId ?? "", replyTo: own.queue })
  chat.send(own, { type: "ready" })
}
