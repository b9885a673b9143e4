import type { Chat } from "../chat/chat.ts"
import { wireMember } from "../channels/roster.ts"
import { hasRole } from "../groups/roles.ts"
import { sendMessages } from "../recipients/outbox.ts"
import type { Message } from "../simulation/packets.ts"
import type { MemberRow } from "../store/rows.ts"
import { isCurrent, isPending, membersOf } from "../views/views.ts"
import type { FromMember } from "./from-member.ts"

// Members of a channel are connected to its relays alone. A relay forwards what one says to all
// others, and before a member's first message it introduces them.

const relayedEvents: readonly Message["event"][] = [
  "x.msg.new",
  "x.msg.update",
  "x.msg.del",
  "x.msg.react",
  "x.file.descr",
  "x.file.cancel",
  "x.info",
  "x.grp.mem.role",
  "x.grp.mem.restrict",
  "x.grp.mem.del",
  "x.grp.leave",
  "x.grp.del",
  "x.grp.info",
  "x.grp.roster",
  "x.grp.relay.new",
]

/** Forwards a packet of a member, as the channel's relay. */
export function relay(chat: Chat, from: FromMember, messages: readonly Message[]): void {
  const { group, member, sentAt } = from
  if (group.relayOwnStatus === undefined || from.by !== undefined) return
  const wanted = messages.filter(
    (message) => relayedEvents.includes(message.event) && mayRelay(from, message),
  )
  // The removal of a member is sent before the roster without it: a subscriber sees no change of its
  // role before (l-signing 390), as the relay does (378).
  const ordered = [
    ...wanted.filter(({ event }) => event !== "x.grp.roster"),
    ...wanted.filter(({ event }) => event === "x.grp.roster"),
  ]
  for (const target of membersOf(chat.state, group.id)) {
    const conn = chat.conn(target.connId)
    if (target.id === member.id || conn?.peer === undefined || conn.status === "deleted") continue
    if (target.memberRole === "relay") continue
    const forwarded = ordered.filter((message) => hears(target, message))
    if (forwarded.length === 0) continue
    const { memberId, profile } = member
    const known = forwarded.every(isPrivate) ? [] : introduction(chat, target, member)
    sendMessages(chat, conn, [
      ...known,
      ...forwarded.map((message) => ({
        event: "x.grp.msg.forward" as const,
        memberId,
        memberName: profile.displayName,
        sentAt,
        message,
      })),
    ])
  }
}

/** A member who talks to moderators, or leaves, is not introduced to others because of that. */
function isPrivate(message: Message): boolean {
  if (message.event === "x.grp.leave") return true
  return "support" in message && message.support !== undefined
}

/** A relay does not forward what a member may not say, or anything from a blocked member. */
function mayRelay({ member }: FromMember, message: Message): boolean {
  if (member.blockedByAdmin) return false
  if (message.event === "x.msg.del" && message.onlyHistory) return false
  if (message.event !== "x.msg.new") return true
  if (message.asGroup) return hasRole(member, "owner")
  return message.support !== undefined || isPending(member) || hasRole(member, "author")
}

/** Messages of a support chat are for the moderators, and for the member whose chat it is. */
function hears(target: MemberRow, message: Message): boolean {
  const support = "support" in message ? message.support : undefined
  if (support === undefined) return true
  return target.memberId === support || (isCurrent(target) && hasRole(target, "moderator"))
}

/** Introduces a member to those who do not know them yet. Owners are in the channel's link. */
export function introduction(chat: Chat, target: MemberRow, member: MemberRow): Message[] {
  if (member.memberRole === "owner" || member.introduced?.includes(target.id)) return []
  chat.state.members.update(member, { introduced: [...(member.introduced ?? []), target.id] })
  const msgId = chat.hub.random.sharedId()
  return [{ event: "x.grp.mem.new", msgId, member: wireMember(member) }]
}
