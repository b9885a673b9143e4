import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { joinThroughRelay } from "../channels/join.ts"
import { refreshLink } from "../channels/group-relays.ts"
import { lastRoster, wireMember } from "../channels/roster.ts"
import { historyFor } from "../groups/history.ts"
import { memberProfile } from "../groups/group-target.ts"
import { addMember, memberByMemberId } from "../groups/members.ts"
import { hasRole } from "../groups/roles.ts"
import { sendMessages } from "../recipients/outbox.ts"
import type { MessageOf, Packet } from "../simulation/packets.ts"
import type { GroupRow, LinkRow, MemberRow, UserRow } from "../store/rows.ts"
import { isCurrent, membersOf, membershipOf } from "../views/views.ts"
import type { FromMember } from "./from-member.ts"
import { introduction } from "./relaying.ts"

interface Joining {
  readonly group: GroupRow
  readonly link: LinkRow
  readonly request: Extract<Packet, { type: "request" }>
}

/** The member that asks a relay to join its channel. The relay knows members with rights from the roster. */
export function subscriber(
  chat: Chat,
  user: UserRow,
  { group, link, request }: Joining,
): MemberRow {
  const { memberId = chat.hub.random.sharedId(), pubKey = "" } = request.member ?? {}
  const known = memberByMemberId(chat, group, memberId)
  if (known !== undefined) {
    rename(chat, user, known, request.profile)
    return chat.state.members.update(known, { pubKey, memberStatus: "accepted" })
  }
  return addMember(chat, user, group, {
    memberId,
    pubKey,
    memberRole: link.acceptMemberRole ?? "observer",
    memberCategory: "invitee",
    memberStatus: "accepted",
    invitedBy: { type: "user" },
    invitedByGroupMemberId: group.membershipId,
    localDisplayName: chat.freeName(user, request.profile.displayName),
    profile: chat.profile(memberProfile(request.profile)),
  })
}

/** A relay sends a new subscriber what it needs, and introduces it to the moderators. */
export function welcomeSubscriber(
  chat: Chat,
  { group, member }: { group: GroupRow; member: MemberRow },
): void {
  const conn = chat.conn(member.connId)
  if (conn === undefined) return
  sendMessages(chat, conn, [
    { event: "x.info", profile: memberProfile(membershipOf(chat.state, group).profile) },
  ])
  const moderators = membersOf(chat.state, group.id).filter(
    (one) =>
      one.id !== member.id &&
      one.id !== group.membershipId &&
      isCurrent(one) &&
      hasRole(one, "moderator"),
  )
  for (const target of moderators) {
    const to = chat.conn(target.connId)
    if (to?.peer === undefined) continue
    const messages = introduction(chat, target, member)
    if (messages.length > 0) sendMessages(chat, to, messages)
  }
  sendMessages(chat, conn, [
    ...moderators.map((one) => ({ event: "x.grp.mem.intro" as const, member: wireMember(one) })),
    { event: "x.grp.roster", roster: lastRoster(chat, group) },
  ])
  for (const one of moderators)
    chat.state.members.update(one, { introduced: [...(one.introduced ?? []), member.id] })
  const history = historyFor(chat, group)
  if (history.length > 0) sendMessages(chat, conn, history)
}

/**
 * A relay introduces a member of the channel: a new one, or one known only by id. The latter are two
 * events, one with what was known before and one as for new members (k-channels 575, 576).
 */
export function memberAnnounced(
  chat: Chat,
  from: FromMember,
  { member: wire }: MessageOf<"x.grp.mem.new">,
): void {
  const { user, group, member: relay } = from
  const { state } = chat
  const known = memberByMemberId(chat, group, wire.memberId)
  if (known !== undefined && known.memberStatus !== "unknown") return
  const unknownMember = known === undefined ? undefined : chat.memberInfo(known)
  const member =
    known === undefined
      ? addMember(chat, user, group, {
          memberId: wire.memberId,
          memberRole: wire.role,
          memberCategory: "post",
          memberStatus: "announced",
          invitedBy: { type: "unknown" },
          localDisplayName: chat.freeName(user, wire.profile.displayName),
          profile: chat.profile(memberProfile(wire.profile)),
        })
      : rename(chat, user, known, wire.profile)
  state.members.update(member, {
    memberCategory: "post",
    memberStatus: "announced",
    invitedByGroupMemberId: relay.id,
    ...(wire.pubKey !== undefined && { pubKey: wire.pubKey }),
  })
  const isOwner = group.channel?.rootPrivKey !== undefined
  if (isOwner) state.recount()
  if (unknownMember !== undefined)
    chat.emit({
      type: "unknownMemberAnnounced",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      announcingMember: chat.memberInfo(relay),
      unknownMember,
      announcedMember: chat.memberInfo(member),
    })
  chat.emit({
    type: "joinedGroupMemberConnecting",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    hostMember: chat.memberInfo(relay),
    member: chat.memberInfo(member),
  })
  if (isOwner) refreshLink(chat, user, group)
}

/** A member known only by id gets a name. */
function rename(chat: Chat, user: UserRow, member: MemberRow, profile: T.Profile): MemberRow {
  const { profileId, localAlias } = member.profile
  if (member.profile.displayName === profile.displayName) return member
  return chat.state.members.update(member, {
    localDisplayName: chat.freeName(user, profile.displayName),
    profile: { profileId, ...memberProfile(profile), localAlias },
  })
}

/**
 * A relay introduces a moderator to the subscriber. One that is known already is an update: the owner, whose
 * id is in the link, gets a name (k-channels 219). A second relay introduces them again, and the core reports
 * that, too, although nothing changed (577).
 */
export function moderatorIntroduced(
  chat: Chat,
  { user, group }: FromMember,
  { member: wire }: MessageOf<"x.grp.mem.intro">,
): void {
  const known = memberByMemberId(chat, group, wire.memberId)
  const key = wire.pubKey === undefined ? {} : { pubKey: wire.pubKey }
  if (known === undefined) {
    addMember(chat, user, group, {
      memberId: wire.memberId,
      memberRole: wire.role,
      memberCategory: "pre",
      memberStatus: "introduced",
      invitedBy: { type: "unknown" },
      localDisplayName: chat.freeName(user, wire.profile.displayName),
      profile: chat.profile(memberProfile(wire.profile)),
      ...key,
    })
    return
  }
  const fromMember = chat.memberInfo(known)
  rename(chat, user, known, wire.profile)
  chat.state.members.update(known, { memberStatus: "introduced", ...key })
  chat.emit({
    type: "groupMemberUpdated",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    fromMember,
    toMember: chat.memberInfo(known),
  })
}

/** The channel has another relay: subscribers join through it too. */
export function relayAdded(
  chat: Chat,
  { user, group }: FromMember,
  { relayLink }: MessageOf<"x.grp.relay.new">,
): void {
  const isKnown = membersOf(chat.state, group.id).some((one) => one.relayLink === relayLink)
  if (group.relayOwnStatus === undefined && !isKnown) joinThroughRelay(chat, user, group, relayLink)
}
