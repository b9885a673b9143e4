import type { Chat } from "../chat/chat.ts"
import { groupRelayOf, refreshLink, relayUpdated } from "../channels/group-relays.ts"
import { keyPair } from "../channels/keys.ts"
import { applyRoster, rosterOf } from "../channels/roster.ts"
import { addConn, deleteConn } from "../connections/connections.ts"
import { addLink } from "../connections/links.ts"
import { memberConn } from "../connections/member-connection.ts"
import { addReceivedEvent } from "../groups/group-items.ts"
import { updateGroupLink } from "../groups/group-link.ts"
import { memberProfile } from "../groups/group-target.ts"
import { addGroup, addMember, addMembership } from "../groups/members.ts"
import { announce } from "../items/items.ts"
import { sendMessages } from "../recipients/outbox.ts"
import type { Message, Packet, Roster } from "../simulation/packets.ts"
import type { ConnRow, GroupRow, LinkRow, MemberRow, UserRow } from "../store/rows.ts"
import { membershipOf, userOf } from "../views/views.ts"
import type { FromMember } from "./from-member.ts"

type PacketOf<Type extends Packet["type"]> = Extract<Packet, { type: Type }>

/**
 * An owner tests a relay. The owner deletes the connection at once (k-channels 109, 110); the relay keeps
 * its side for good, and lists it as a pending connection (195).
 */
export function relayTested(chat: Chat, conn: ConnRow, { replyTo }: PacketOf<"relayTest">): void {
  const user = userOf(chat.state, conn)
  addConn(chat, user, { entity: { type: "pending" }, status: "sndReady", peer: replyTo })
}

/** The owner of a channel wants it served. A relay that left the channel once does so no more. */
export function relayInvited(
  chat: Chat,
  conn: ConnRow,
  invitation: PacketOf<"relayInvitation">,
): void {
  const { state } = chat
  const link = conn.entity.type === "link" ? state.links.get(conn.entity.linkId) : undefined
  const user = userOf(state, conn)
  if (link === undefined || user.userChatRelay !== true) return
  const refused = state.groups.find(
    ({ channel, relayOwnStatus, userId }) =>
      userId === user.id &&
      channel?.publicGroupId === invitation.publicGroupId &&
      relayOwnStatus === "rejected",
  )
  if (refused !== undefined) return reject(chat, user, invitation)
  serve(chat, user, { link, invitation })
}

function reject(chat: Chat, user: UserRow, { replyTo }: PacketOf<"relayInvitation">): void {
  const own = addConn(chat, user, {
    entity: { type: "pending" },
    status: "new",
    peer: replyTo,
  })
  // A refusal needs a connection, which the relay deletes at once: hence the error that the relay reports
  // (k-channels 652, 653).
  chat.send(own, { type: "relayRejected", replyTo: own.queue })
  chat.emitError({
    type: "errorStore",
    storeError: { type: "connectionNotFound", agentConnId: own.agentConnId },
  })
  deleteConn(chat, own)
}

/** The relay makes the channel a group of its own, with a link at which subscribers join. */
function serve(
  chat: Chat,
  user: UserRow,
  { link, invitation }: { link: LinkRow; invitation: PacketOf<"relayInvitation"> },
): void {
  const { owner, groupProfile, publicGroupId, rootPubKey, replyTo } = invitation
  const { state } = chat
  const { pubKey, privKey } = keyPair(chat.hub.random)
  const group = addGroup(chat, user, groupProfile, {
    channel: { publicGroupId, rootPubKey, memberPrivKey: privKey },
    relayOwnStatus: "accepted",
  })
  const host = addMember(chat, user, group, {
    memberId: owner.memberId,
    memberRole: owner.role,
    memberCategory: "host",
    memberStatus: "accepted",
    invitedBy: { type: "unknown" },
    localDisplayName: chat.freeName(user, owner.profile.displayName),
    profile: chat.profile(memberProfile(owner.profile)),
    ...(owner.pubKey !== undefined && { pubKey: owner.pubKey }),
  })
  state.groups.update(group, { hostMemberId: host.id })
  const membership = addMembership(chat, user, group, {
    memberId: invitation.memberId,
    memberRole: "relay",
    memberStatus: "accepted",
    invitedBy: { type: "unknown" },
    invitedByGroupMemberId: host.id,
    pubKey,
  })
  const joining = addLink(chat, user, "group", {
    groupId: group.id,
    groupLinkId: `${chat.hub.random.url(16)}==`,
    acceptMemberRole: "observer",
  })
  updateGroupLink(chat, group)
  const own = memberConn(chat, user, host, { viaUserContactLink: link.id, peer: replyTo })
  chat.send(own, {
    type: "relayAccepted",
    profile: memberProfile(membership.profile),
    pubKey,
    relayLink: joining.link.connShortLink ?? joining.link.connFullLink,
    replyTo: own.queue,
  })
}

interface AtOwner {
  readonly user: UserRow
  readonly group: GroupRow
  readonly member: MemberRow
}

function atOwner(chat: Chat, conn: ConnRow): AtOwner | undefined {
  if (conn.entity.type !== "member") return undefined
  const member = chat.state.members.get(conn.entity.memberId)
  const group = chat.state.groups.get(member?.groupId ?? 0)
  if (member === undefined || group === undefined || groupRelayOf(chat, member) === undefined)
    return undefined
  return { user: userOf(chat.state, conn), group, member }
}

/** A relay agreed to serve the user's channel. */
export function relayAccepted(
  chat: Chat,
  conn: ConnRow,
  { profile, pubKey, relayLink, replyTo }: PacketOf<"relayAccepted">,
): void {
  const found = atOwner(chat, conn)
  if (found === undefined) return
  const { user, group, member } = found
  chat.groupInfo(group)
  const { profileId, localAlias } = member.profile
  chat.state.members.update(member, {
    memberStatus: "accepted",
    profile: { profileId, ...profile, localAlias },
    pubKey,
    relayLink,
  })
  delete conn.versionUnknown
  chat.state.conns.update(conn, { status: "requested", peer: replyTo })
  progress(chat, found, "accepted")
  relayUpdated(chat, user, group, member)
  chat.send(conn, { type: "ready" })
}

export function relayRejected(
  chat: Chat,
  conn: ConnRow,
  { replyTo }: PacketOf<"relayRejected">,
): void {
  const found = atOwner(chat, conn)
  if (found === undefined) return
  const { user, group, member } = found
  chat.state.members.update(member, { memberStatus: "left" })
  chat.state.conns.update(conn, { status: "requested", peer: replyTo })
  progress(chat, found, "rejected")
  relayUpdated(chat, user, group, member)
  // The relay hangs up, and the connection stays as it is.
  delete conn.versionUnknown
  chat.state.conns.update(conn, { status: "ready" })
}

function progress(
  chat: Chat,
  { member }: AtOwner,
  status: "accepted" | "rejected" | "acknowledgedRoster",
): void {
  const row = groupRelayOf(chat, member)
  if (row !== undefined) chat.state.groupRelays.update(row, { status })
}

/** The connection between the owner and a relay is there; false where it is none of these. */
export function relayConnected(
  chat: Chat,
  conn: ConnRow,
  { user, group, member }: AtOwner,
): boolean {
  const { state } = chat
  if (groupRelayOf(chat, member) !== undefined) {
    if (member.memberStatus === "accepted") {
      state.members.update(member, { memberStatus: "connected" })
      sendMessages(chat, conn, [{ event: "x.grp.roster", roster: rosterOf(chat, group) }])
    }
    return true
  }
  if (group.relayOwnStatus === undefined || member.memberCategory !== "host") return false
  state.members.update(member, { memberStatus: "connected" })
  state.members.update(membershipOf(state, group), { memberStatus: "connected" })
  chat.emit({
    type: "userJoinedGroup",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    hostMember: chat.memberInfo(member),
  })
  const event = { rcvGroupEvent: { type: "memberConnected" }, text: "connected" } as const
  announce(chat, [addReceivedEvent(chat, user, member, event)])
  return true
}

/** The members with rights, as the owner says. A relay acknowledges it, and is ready. */
export function rosterReceived(chat: Chat, from: FromMember, roster: Roster): void {
  const { user, group, member, conn } = from
  applyRoster(chat, { user, group, by: member }, roster)
  // Later rosters are applied without an answer.
  if (group.relayOwnStatus !== "accepted") return
  chat.state.groups.update(group, { relayOwnStatus: "acknowledgedRoster" })
  const message: Message = { event: "x.grp.roster.ack" }
  sendMessages(chat, conn, [message])
}

export function rosterAcknowledged(chat: Chat, { user, group, member }: FromMember): void {
  if (groupRelayOf(chat, member) === undefined) return
  progress(chat, { user, group, member }, "acknowledgedRoster")
  relayUpdated(chat, user, group, member)
  refreshLink(chat, user, group)
}
