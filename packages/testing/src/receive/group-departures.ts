import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { deleteConn } from "../connections/connections.ts"
import { noMoreForwarded } from "./forwarding.ts"
import { about, addReceivedEvent, named } from "../groups/group-items.ts"
import { announce } from "../items/items.ts"
import { memberByMemberId } from "../groups/members.ts"
import type { Message } from "../simulation/packets.ts"
import { closed, notAcknowledged } from "./closed-connection.ts"
import type { FromMember } from "./from-member.ts"
import { hasRole } from "../groups/roles.ts"
import { sentToNoRecipient } from "../recipients/contact-deletion.ts"
import { removeLink } from "../connections/links.ts"
import { linkOf } from "../groups/group-link.ts"
import { type Recipient, recipientsOf } from "../recipients/recipients.ts"
import type { ConnRow, GroupRow, MemberRow } from "../store/rows.ts"
import { groupRelayOf, refreshLink } from "../channels/group-relays.ts"
import { forgetMember } from "../groups/members.ts"
import { signedIn } from "../groups/signing.ts"
import { messageError } from "./message-error.ts"
import {
  countWithout,
  isPending,
  membersOf,
  membershipOf,
  recountAttention,
} from "../views/views.ts"

/** A member left. */
export function memberLeft(chat: Chat, from: FromMember, msgId: string): void {
  const { user, group, member } = from
  const event = { rcvGroupEvent: { type: "memberLeft" }, text: "left", msgId, from } as const
  countDeparture(chat, from, member)
  announce(chat, [addReceivedEvent(chat, user, member, event)])
  chat.state.members.update(member, { memberStatus: "left" })
  chat.emit({
    type: "leftMember",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(member),
    ...signedIn(group),
  })
  forgetSupport(chat, member)
  noMoreForwarded(chat, group, member)
  const relay = groupRelayOf(chat, member)
  if (relay !== undefined) chat.state.groupRelays.update(relay, { status: "inactive" })
  if (isOwned(group)) refreshLink(chat, user, group)
  const conn = chat.conn(member.connId)
  if (conn === undefined) return
  chat.state.conns.update(conn, { status: "deleted" })
  closed(chat, conn)
}

const isOwned = ({ channel }: GroupRow) => channel?.rootPrivKey !== undefined

/** The owner of a channel, and its relays, count it anew before they tell who is going. */
function countDeparture(chat: Chat, { group }: FromMember, member: MemberRow): void {
  if (isOwned(group) || group.relayOwnStatus !== undefined) countWithout(chat.state, group, member)
}

/** A member was removed; it may be the user. */
export function memberRemoved(
  chat: Chat,
  from: FromMember,
  { memberId, withMessages, msgId }: Extract<Message, { event: "x.grp.mem.del" }>,
): void {
  const { user, group, member: by } = from
  const removed = memberByMemberId(chat, group, memberId)
  if (removed === undefined && group.channel !== undefined)
    return messageError(chat, from, "x.grp.mem.del with unknown member ID")
  if (removed === undefined || !hasRole(by, "admin")) return
  if (removed.id === group.membershipId) return userRemoved(chat, from, { msgId, withMessages })
  countDeparture(chat, from, removed)
  const wasPending = isPending(removed)
  if (wasPending) withoutWaiting(chat, group, removed)
  const event = { rcvGroupEvent: { type: "memberDeleted", ...about(removed) } } as const
  // A relay that forwards its own removal is gone when the item is kept (k-channels 742, 743).
  const through = from.by?.id === removed.id ? { group, sentAt: from.sentAt } : from
  const text = `removed ${named(removed)}`
  const item = { ...event, text, msgId, from: through }
  // The removal of a member who left already is not shown (r-errors 1252 to 1260).
  if (removed.memberStatus !== "left") announce(chat, [addReceivedEvent(chat, user, by, item)])
  chat.state.members.update(removed, { memberStatus: "removed" })
  if (withMessages) moderateAll(chat, from, removed.id)
  chat.emit({
    type: "deletedMember",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    byMember: chat.memberInfo(by),
    deletedMember: chat.memberInfo(removed),
    withMessages,
    ...signedIn(group),
  })
  forgetSupport(chat, removed)
  noMoreForwarded(chat, group, removed)
  const conn = chat.conn(removed.connId)
  if (removed.memberRole !== "relay") {
    if (conn === undefined) return
    if (wasPending) return forgetWaiting(chat, conn, removed)
    chat.state.conns.update(conn, { status: "deleted" })
    chat.hub.closeQueue(conn.queue)
    // The relay forwarded to the member that it goes, on a connection that is gone by then.
    if (group.relayOwnStatus !== undefined) sentToNoRecipient(chat, conn, true)
    return chat.agentDeletes(conn)
  }
  if (conn !== undefined) deleteConn(chat, conn)
  forgetMember(chat, removed)
  // What came through it cannot be acknowledged any more.
  notAcknowledged(chat)
}

/** The support chat ends with the membership: carol has one (m-history 603), and none once she left (777). */
export function forgetSupport(chat: Chat, member: MemberRow): void {
  for (const item of chat.state.items.of(member.userId, `#${member.groupId}`))
    if (item.support === member.id) chat.state.items.delete(item.id)
  delete member.supportChat
  chat.state.members.update(member, {})
}

/** A member removed while waiting for a review needs no attention any more. */
function withoutWaiting(chat: Chat, group: GroupRow, member: MemberRow): void {
  chat.state.members.update(member, { memberStatus: "removed" })
  recountAttention(chat.state, group)
}

/** A member that only waited has said nothing in the group: no record of it is kept. */
function forgetWaiting(chat: Chat, conn: ConnRow, member: MemberRow): void {
  chat.hub.closeQueue(conn.queue)
  chat.agentDeletes(conn)
  chat.state.conns.delete(conn.id)
  forgetMember(chat, member)
}

function userRemoved(
  chat: Chat,
  from: FromMember,
  { msgId, withMessages }: { msgId: string; withMessages: boolean },
): void {
  const { user, group, member: by } = from
  const groupInfo = membershipEnded(chat, from, {
    rcvGroupEvent: { type: "userDeleted" },
    text: "removed you",
    msgId,
    memberStatus: "removed",
  })
  chat.emit({
    type: "deletedMemberUser",
    user: chat.wire(user),
    groupInfo,
    member: chat.memberInfo(by),
    withMessages,
    ...signedIn(group),
  })
  const isRelay = group.relayOwnStatus !== undefined
  if (isRelay) chat.state.groups.update(group, { relayOwnStatus: "inactive" })
  const served = isRelay ? recipientsOf(chat, group) : []
  ended(chat, group)
  reportGone(chat, served)
}

/** Shows one's own end in the group, and what it leaves of the membership. */
function membershipEnded(
  chat: Chat,
  from: FromMember,
  event: Parameters<typeof addReceivedEvent>[3] & Pick<MemberRow, "memberStatus">,
): T.GroupInfo {
  const { user, group, member: by } = from
  const membership = membershipOf(chat.state, group)
  const { memberStatus } = event
  // A user who still waits sees it in the support chat, and is out before it is shown (m-history 783, 784).
  const support = isPending(membership) ? 0 : undefined
  if (support !== undefined) chat.state.members.update(membership, { memberStatus })
  const before = chat.groupInfo(group)
  announce(chat, [addReceivedEvent(chat, user, by, { ...event, unread: true, from, support })])
  chat.state.members.update(membership, { memberStatus })
  return support === undefined ? chat.groupInfo(group) : before
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
    ...signedIn(group),
  })
  ended(chat, group)
}

/** The message that ended it cannot be acknowledged on a connection that is gone (j-extra 301, 305). */
function ended(chat: Chat, group: GroupRow): void {
  dropConns(chat, group)
  notAcknowledged(chat)
}

/**
 * The agent reports the last messages as sent when their connections are gone already: the core reports one
 * connection without a user, and of the others that they are not found (m-history 723, 725 to 727).
 */
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

/** The user is no member any more: nothing is sent or received, and its link no longer works. */
export function dropConns(chat: Chat, group: GroupRow): void {
  const link = group.relayOwnStatus === undefined ? undefined : linkOf(chat, group)
  if (link !== undefined) removeLink(chat, link)
  for (const member of membersOf(chat.state, group.id)) {
    const conn = chat.conn(member.connId)
    if (conn === undefined) continue
    deleteConn(chat, conn)
    delete member.connId
    chat.state.members.update(member, {})
  }
}

/** Moderates all messages of a removed member. */
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
