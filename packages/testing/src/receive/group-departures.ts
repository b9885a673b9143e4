import type { Chat } from "../chat/chat.ts"
import { deleteConn } from "../connections/connections.ts"
import { noMoreForwarded } from "./forwarding.ts"
import { about, addReceivedEvent, named } from "../groups/group-items.ts"
import { announce } from "../items/items.ts"
import { memberByMemberId } from "../groups/members.ts"
import type { Message } from "../simulation/packets.ts"
import { closed, notAcknowledged } from "./direct.ts"
import type { FromMember } from "./from-member.ts"
import { hasRole } from "../groups/roles.ts"
import type { Recipient } from "../recipients/recipients.ts"
import type { GroupRow, MemberRow } from "../store/rows.ts"
import { membersOf, membershipOf } from "../views/views.ts"

/** A member left. */
export function memberLeft(chat: Chat, from: FromMember, msgId: string): void {
  const { user, group, member } = from
  const event = { rcvGroupEvent: { type: "memberLeft" }, text: "left", msgId } as const
  announce(chat, [addReceivedEvent(chat, user, member, event)])
  chat.state.members.update(member, { memberStatus: "left" })
  chat.emit({
    type: "leftMember",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(member),
  })
  noMoreForwarded(chat, group, member)
  const conn = chat.conn(member.connId)
  if (conn === undefined) return
  chat.state.conns.update(conn, { status: "deleted" })
  closed(chat, conn)
}

/** A member was removed; it may be the user. */
export function memberRemoved(
  chat: Chat,
  from: FromMember,
  { memberId, withMessages, msgId }: Extract<Message, { event: "x.grp.mem.del" }>,
): void {
  const { user, group, member: by } = from
  const removed = memberByMemberId(chat, group, memberId)
  if (removed === undefined || !hasRole(by, "admin")) return
  if (removed.id === group.membershipId) return userRemoved(chat, from, { msgId, withMessages })
  const event = { rcvGroupEvent: { type: "memberDeleted", ...about(removed) } } as const
  announce(chat, [
    addReceivedEvent(chat, user, by, { ...event, text: `removed ${named(removed)}`, msgId }),
  ])
  chat.state.members.update(removed, { memberStatus: "removed" })
  if (withMessages) moderateAll(chat, from, removed.id)
  chat.emit({
    type: "deletedMember",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    byMember: chat.memberInfo(by),
    deletedMember: chat.memberInfo(removed),
    withMessages,
  })
  noMoreForwarded(chat, group, removed)
  const conn = chat.conn(removed.connId)
  if (conn === undefined) return
  chat.state.conns.update(conn, { status: "deleted" })
  chat.hub.closeQueue(conn.queue)
  chat.agentDeletes(conn)
}

function userRemoved(
  chat: Chat,
  from: FromMember,
  { msgId, withMessages }: { msgId: string; withMessages: boolean },
): void {
  const { user, group, member: by } = from
  membershipEnded(chat, from, {
    rcvGroupEvent: { type: "userDeleted" },
    text: "removed you",
    msgId,
    memberStatus: "removed",
  })
  chat.emit({
    type: "deletedMemberUser",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(by),
    withMessages,
  })
  ended(chat, group)
}

/** Shows one's own end in the group, and what it leaves of the membership. */
function membershipEnded(
  chat: Chat,
  { user, group, member: by }: FromMember,
  event: Parameters<typeof addReceivedEvent>[3] & Pick<MemberRow, "memberStatus">,
): void {
  announce(chat, [addReceivedEvent(chat, user, by, { ...event, unread: true })])
  const { memberStatus } = event
  chat.state.members.update(membershipOf(chat.state, group), { memberStatus })
}

/** The owner deleted the group. */
export function groupDeletedByOwner(chat: Chat, from: FromMember, msgId: string): void {
  const { user, group, member } = from
  if (!hasRole(member, "owner")) return
  membershipEnded(chat, from, {
    rcvGroupEvent: { type: "groupDeleted" },
    text: "deleted group",
    msgId,
    memberStatus: "deleted",
  })
  chat.emit({
    type: "groupDeleted",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(member),
  })
  ended(chat, group)
}

/** The message that ended it cannot be acknowledged on a connection that is gone (j-extra). */
function ended(chat: Chat, group: GroupRow): void {
  dropConns(chat, group)
  notAcknowledged(chat)
}

/** The agent reports the last messages as sent when their connections are gone already. */
export function reportGone(chat: Chat, to: readonly Recipient[]): void {
  const conns = to.flatMap((one) => (one.way === "direct" ? one.conn : []))
  conns.forEach(({ agentConnId }, i) =>
    chat.emitError(
      i === 0
        ? { type: "error", errorType: { type: "noConnectionUser", agentConnId } }
        : { type: "errorStore", storeError: { type: "connectionNotFound", agentConnId } },
    ),
  )
}

/** The user is no member any more: nothing is sent or received. */
export function dropConns(chat: Chat, group: GroupRow): void {
  for (const member of membersOf(chat.state, group.id)) {
    const conn = chat.conn(member.connId)
    if (conn === undefined) continue
    deleteConn(chat, conn)
    delete member.connId
    chat.state.members.update(member, {})
  }
}

/** What a removed member said is moderated with it. */
export function moderateAll(
  chat: Chat,
  { user, group, member }: Pick<FromMember, "user" | "group" | "member">,
  authorId: number,
): void {
  for (const item of chat.state.items.of(user.id, `#${group.id}`)) {
    const isTheirs = item.dir.type === "groupRcv" && item.dir.memberId === authorId
    if (!isTheirs || item.content.type !== "rcvMsgContent") continue
    const deleted = { type: "moderated" as const, deletedTs: chat.now(), memberId: member.id }
    chat.state.items.update(item, { deleted })
  }
}
