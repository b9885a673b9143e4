import type { Chat } from "../chat/chat.ts"
import { memberConn } from "../connections/member-connection.ts"
import { waiting } from "./reviews.ts"
import { introducedProfile } from "../groups/group-target.ts"
import { addReceivedEvent } from "../groups/group-items.ts"
import { welcome } from "./introductions.ts"
import { addGroupE2EE, addGroupFeatures, announce } from "../items/items.ts"
import { directFromNow } from "./forwarding.ts"
import { probeMember } from "./probes.ts"
import { showDescription } from "../groups/description.ts"
import { sendPending } from "../recipients/recipients.ts"
import { addGroup, addMember, addMembership } from "../groups/members.ts"
import type { Packet } from "../simulation/packets.ts"
import { relayConnected } from "./relay-service.ts"
import { subscriber, welcomeSubscriber } from "./subscriptions.ts"
import type { IncomingRequest } from "./incoming-request.ts"
import type { ConnRow, GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { chatVersions, given, isPending, membershipOf, readCounts, userOf } from "../views/views.ts"

type PacketOf<Type extends Packet["type"]> = Extract<Packet, { type: Type }>

/** A person used the group's link: they become a member and receive the group's profile. */
export function acceptIntoGroup(
  chat: Chat,
  user: UserRow,
  { link, request }: IncomingRequest,
): void {
  const { state } = chat
  const group = state.groups.get(link.groupId ?? 0)
  if (group === undefined) return
  readCounts(state, group)
  const member =
    group.channel === undefined
      ? joiner(chat, user, group, { link, request })
      : subscriber(chat, user, { group, link, request })
  const review = isPending(member)
  const conn = memberConn(chat, user, member, {
    viaUserContactLink: link.id,
    viaGroupLink: true,
    peer: request.replyTo,
    acceptedRequest: request.xContactId,
    ...(request.welcomed && { welcomed: true as const }),
  })
  const event = {
    rcvGroupEvent: { type: "invitedViaGroupLink" },
    text: "invited via your group link",
    ...(review && { support: member.id }),
  } as const
  announce(chat, [addReceivedEvent(chat, user, member, event)])
  chat.tell({
    type: "acceptingGroupJoinRequestMember",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(member),
  })
  offerGroup(chat, { group, member, conn })
  chat.send(conn, { type: "ready" })
}

/** Adds the person who used a group's link; in a group with review they wait for the moderators. */
function joiner(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  { link, request }: IncomingRequest,
): MemberRow {
  const review = group.groupProfile.memberAdmission?.review !== undefined
  return addMember(chat, user, group, {
    memberId: chat.hub.random.base64(12),
    memberRole: link.acceptMemberRole ?? "member",
    memberCategory: "invitee",
    memberStatus: review ? "pending_review" : "accepted",
    invitedBy: { type: "user" },
    invitedByGroupMemberId: group.membershipId,
    localDisplayName: chat.freeName(user, request.profile.displayName),
    profile: chat.profile(introducedProfile(request.profile)),
  })
}

/** Sends a new member the group that a link leads to. */
export function offerGroup(
  chat: Chat,
  { group, member, conn }: { group: GroupRow; member: MemberRow; conn: ConnRow },
): void {
  const membership = membershipOf(chat.state, group)
  const { businessChat } = group
  const { displayName } = membership.profile
  chat.send(conn, {
    type: "group",
    from: {
      memberId: membership.memberId,
      role: membership.memberRole,
      // Only the name of the host is in the offer (c-groups 254); the picture and the rest follow as
      // `x.grp.link.mem` (261).
      profile: { displayName, fullName: "" },
    },
    invited: { memberId: member.memberId, role: member.memberRole },
    groupProfile: group.groupProfile,
    ...(isPending(member) && { pending: true as const }),
    ...(businessChat !== undefined && {
      business: { ...businessChat, chatType: "business" as const },
    }),
    replyTo: conn.queue,
  })
}

/** The link that the user asked at leads to a group. */
export function groupOffered(chat: Chat, conn: ConnRow, offer: PacketOf<"group">): void {
  const { state } = chat
  const user = userOf(state, conn)
  const prepared =
    conn.entity.type === "member" ? state.members.get(conn.entity.memberId) : undefined
  if (conn.entity.type !== "pending" && prepared?.memberStatus !== "accepted") return
  const { group, host } =
    prepared !== undefined
      ? fillPrepared(chat, user, { host: prepared, offer })
      : addOffered(chat, user, { conn, offer })
  delete conn.versionUnknown
  state.conns.update(conn, {
    entity: { type: "member", memberId: host.id },
    connType: "member",
    status: "requested",
    peer: offer.replyTo,
    // A business chat is joined at a contact address: it is not "via a group link".
    viaGroupLink: offer.business === undefined,
  })
  state.recount()
  chat.emit({
    type: "groupLinkConnecting",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    hostMember: chat.memberInfo(host),
  })
  state.conns.update(conn, { status: "accepted" })
  chat.send(conn, { type: "ready" })
}

type Offered = { readonly offer: PacketOf<"group"> }

/** The group that was prepared before the user asked to join it. */
function fillPrepared(chat: Chat, user: UserRow, { host, offer }: Offered & { host: MemberRow }) {
  const { state } = chat
  const group = chat.group(user, host.groupId)
  const membership = membershipOf(state, group)
  if (group.channel !== undefined) {
    const { profileId, localAlias } = host.profile
    state.members.update(host, { profile: { profileId, ...offer.from.profile, localAlias } })
    if (membership.memberStatus === "unknown")
      state.members.update(membership, { memberStatus: "accepted" })
    return { group, host }
  }
  const { displayName } = offer.from.profile
  state.members.update(host, {
    memberId: offer.from.memberId,
    memberRole: offer.from.role,
    localDisplayName: chat.freeName(user, displayName),
    profile: { ...host.profile, ...offer.from.profile },
  })
  const { memberId, role: memberRole } = offer.invited
  const memberStatus = offer.pending ? ("pending_review" as const) : ("accepted" as const)
  const change = { memberId, memberRole, memberStatus }
  state.members.update(membership, change)
  const { displayName: name, fullName } = group.groupProfile
  const groupProfile =
    offer.business === undefined
      ? offer.groupProfile
      : { ...offer.groupProfile, displayName: name, fullName }
  state.groups.update(group, { groupProfile, ...given("businessChat", offer.business) })
  return { group, host }
}

function addOffered(chat: Chat, user: UserRow, { conn, offer }: Offered & { conn: ConnRow }) {
  const { business } = offer
  const profile =
    business !== undefined
      ? { ...offer.groupProfile, displayName: offer.from.profile.displayName }
      : offer.groupProfile
  const group = addGroup(chat, user, profile, {
    ...(conn.askedLink !== undefined && { viaGroupLinkUri: conn.askedLink }),
    ...(business !== undefined && { businessChat: business }),
  })
  const host = addMember(chat, user, group, {
    memberId: offer.from.memberId,
    memberRole: offer.from.role,
    memberCategory: "host",
    memberStatus: "accepted",
    invitedBy: { type: "unknown" },
    localDisplayName: chat.freeName(user, offer.from.profile.displayName),
    profile: chat.profile(offer.from.profile),
    connId: conn.id,
    memberChatVRange: { minVersion: 1, maxVersion: 1 },
  })
  chat.state.groups.update(group, { hostMemberId: host.id })
  addMembership(chat, user, group, {
    memberId: offer.invited.memberId,
    memberRole: offer.invited.role,
    memberStatus: offer.pending ? "pending_review" : "accepted",
    invitedBy: { type: "unknown" },
    invitedByGroupMemberId: host.id,
    ...(conn.incognito !== undefined && { profile: conn.incognito }),
  })
  return { group, host }
}

/** An invited or introduced member answers at the queue that was made for it. */
export function memberJoins(
  chat: Chat,
  conn: ConnRow,
  { memberId, replyTo }: PacketOf<"join">,
): void {
  if (conn.entity.type !== "member") return
  const { state } = chat
  const member = state.members.get(conn.entity.memberId)
  if (member === undefined || conn.peer !== undefined) return
  state.conns.update(conn, { peer: replyTo })
  // The queue was made for one member: the id is compared, and a stranger gets no further.
  if (member.memberId !== memberId) return
  if (member.memberStatus === "invited") state.members.update(member, { memberStatus: "accepted" })
  chat.send(conn, { type: "ready" })
}

/** A connection to a member is there in both directions. */
export function memberConnected(chat: Chat, conn: ConnRow, how: "ready" | "connected"): void {
  if (conn.entity.type !== "member") return
  const { state } = chat
  const member = state.members.get(conn.entity.memberId)
  const group = state.groups.get(member?.groupId ?? 0)
  if (member === undefined || group === undefined) return
  const user = userOf(state, conn)
  const isHost = member.memberCategory === "host"
  const isInvitee = member.memberCategory === "invitee"
  state.conns.update(conn, { status: "ready" })
  // Others said so before: either side may be the first to be connected.
  if (how === "ready" && isHost && conn.askedLink === undefined) chat.send(conn, { type: "ready" })
  sendPending(chat, conn, member)
  if (relayConnected(chat, conn, { user, group, member })) return
  if (isHost) joined(chat, user, { group, host: member })
  else if (isInvitee) inviteeJoined(chat, user, { group, member })
  else peerJoined(chat, user, { group, member })
  const receipts = conn.receipts ?? []
  state.conns.update(conn, { receipts: [] })
  for (const receipt of receipts) chat.send(conn, { type: "receipt", receipt })
}

const connectedEvent = { rcvGroupEvent: { type: "memberConnected" }, text: "connected" } as const

/** The user is in the group. */
function joined(
  chat: Chat,
  user: UserRow,
  { group, host }: { group: GroupRow; host: MemberRow },
): void {
  const { state } = chat
  const membership = membershipOf(state, group)
  const isFirst = membership.memberStatus !== "connected"
  state.members.update(host, { memberStatus: "connected" })
  if (membership.memberStatus === "accepted")
    state.members.update(membership, { memberStatus: "connected" })
  chat.emit({
    type: "userJoinedGroup",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    hostMember: chat.memberInfo(host),
  })
  const dir = { type: "groupRcv", memberId: host.id } as const
  const support = isPending(membership) ? 0 : undefined
  // A channel is joined again through each further relay (k-channels 570 to 574).
  if (isFirst) announce(chat, [addGroupE2EE(chat, user, group, { dir, support })])
  if (!group.featuresShown) announce(chat, addGroupFeatures(chat, user, group, { dir, support }))
  announce(chat, [addReceivedEvent(chat, user, host, { ...connectedEvent, support })])
  if (isFirst && support === undefined) showDescription(chat, user, { group, host })
  // Version 1 to 1 was presumed before the host answered (c-groups 254), and is still shown where the user
  // has joined (255): what the host speaks is written down after the events about the group.
  state.members.update(host, { memberChatVRange: chatVersions })
}

/** A member whom the user invited has joined. */
function inviteeJoined(
  chat: Chat,
  user: UserRow,
  { group, member }: { group: GroupRow; member: MemberRow },
): void {
  const { state } = chat
  const support = isPending(member) ? member.id : undefined
  announce(chat, [addReceivedEvent(chat, user, member, { ...connectedEvent, support })])
  const { supportChat } = member
  if (support !== undefined) announce(chat, [addReceivedEvent(chat, user, member, waiting(member))])
  if (member.memberStatus === "accepted") {
    state.members.update(member, { memberStatus: "connected" })
  }
  chat.emit({
    type: "joinedGroupMember",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    member: { ...chat.memberInfo(member), ...given("supportChat", supportChat) },
  })
  if (group.channel === undefined) welcome(chat, { group, member })
  else welcomeSubscriber(chat, { group, member })
}

/** Two members, introduced by their host, reached each other. */
function peerJoined(
  chat: Chat,
  user: UserRow,
  { group, member }: { group: GroupRow; member: MemberRow },
): void {
  const membership = membershipOf(chat.state, group)
  const support = isPending(member) ? member.id : isPending(membership) ? 0 : undefined
  announce(chat, [addReceivedEvent(chat, user, member, { ...connectedEvent, support })])
  chat.emit({
    type: "connectedToGroupMember",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(member),
  })
  if (group.channel !== undefined) return
  if (!isPending(member)) chat.state.members.update(member, { memberStatus: "connected" })
  directFromNow(chat, group, member)
  const conn = chat.conn(member.connId)
  if (member.memberCategory === "pre" && conn !== undefined)
    probeMember(chat, user, { member, conn })
}
