import { isFromAnyPeer, receiveFromPeer } from "./any-peer.ts"
import type { FromMember } from "./from-member.ts"
import type { Chat } from "../chat/chat.ts"
import { memberContactOffered } from "./member-contacts.ts"
import { memberLeft, memberRemoved, groupDeletedByOwner } from "./group-departures.ts"
import { groupChanged, memberAdded, memberBlocked, roleChanged } from "./group-changes.ts"
import { connectedDirectly, forward } from "./forwarding.ts"
import { conversation, unknownMember } from "./group-messages.ts"
import { memberProfile } from "../groups/group-target.ts"
import { forwardIntroduction, introduced, introductionForwarded } from "./introductions.ts"
import { memberByMemberId, plainProfile } from "../groups/members.ts"
import { addReceivedEvent } from "../groups/group-items.ts"
import { announce } from "../items/items.ts"
import { hasRole } from "../groups/roles.ts"
import { probeMember } from "./probes.ts"
import { accepted } from "./reviews.ts"
import { relay } from "./relaying.ts"
import { rosterAcknowledged, rosterReceived } from "./relay-service.ts"
import { memberAnnounced, moderatorIntroduced, relayAdded } from "./subscriptions.ts"
import type { Message, MessageOf } from "../simulation/packets.ts"
import type { ConnRow, GroupRow, MemberRow } from "../store/rows.ts"
import type { T } from "@simplex-chat/types"
import { setGroupProfile } from "../groups/group-profile.ts"
import { chatVersions, given, readCounts, userOf } from "../views/views.ts"

/** Messages from a member of a group. */
export function receiveInGroup(
  chat: Chat,
  conn: ConnRow,
  messages: readonly Message[],
  sentAt: string,
): void {
  if (conn.entity.type !== "member") return
  const member = chat.state.members.get(conn.entity.memberId)
  const group = chat.state.groups.get(member?.groupId ?? 0)
  if (member === undefined || group === undefined) return
  readCounts(chat.state, group)
  chat.state.members.update(member, { memberChatVRange: chatVersions })
  const user = userOf(chat.state, conn)
  const sender = chat.memberInfo(member)
  const from: FromMember = { user, conn, group, member, sender, sentAt }
  relay(chat, from, messages)
  for (const message of messages) {
    forward(chat, from, message)
    // In a channel a new name that travels with a message is on that message already (k-channels 518).
    const now = group.channel === undefined ? from : { ...from, sender: chat.memberInfo(member) }
    receive(chat, now, message)
  }
}

/** A message that another member forwards, or that comes from the history. */
function forwarded(chat: Chat, from: FromMember, packet: MessageOf<"x.grp.msg.forward">): void {
  const { message, memberId, memberName, sentAt } = packet
  const known = memberByMemberId(chat, from.group, memberId)
  if (known === undefined && message.event !== "x.msg.new") return
  const author = known ?? unknownMember(chat, from, { memberId, memberName })
  if (author.id === from.group.membershipId) return
  const sender = author.id === from.member.id ? from.sender : chat.memberInfo(author)
  receive(chat, { ...from, member: author, sender, by: from.member, sentAt }, message)
}

function receive(chat: Chat, from: FromMember, message: Message): void {
  const chatKey = `#${from.group.id}`
  if (isFromAnyPeer(message))
    return receiveFromPeer(chat, { user: from.user, peer: from, chatKey }, message)
  const fromHost = { ...from, host: from.member }
  switch (message.event) {
    case "x.msg.new":
    case "x.msg.update":
    case "x.msg.del":
    case "x.msg.react":
      return conversation(chat, from, message)
    case "x.grp.msg.forward":
      return forwarded(chat, from, message)
    case "x.grp.mem.con":
      return connectedDirectly(chat, from, message)
    case "x.info":
      return profileChanged(chat, from, message)
    case "x.grp.link.mem":
      profileChanged(chat, from, message)
      if (from.member.memberCategory === "host") probeMember(chat, from.user, from)
      return
    case "x.grp.mem.new":
      return from.group.channel === undefined
        ? memberAdded(chat, from, message)
        : memberAnnounced(chat, from, message)
    case "x.grp.mem.intro":
      return from.group.channel === undefined
        ? introduced(chat, fromHost, message)
        : moderatorIntroduced(chat, from, message)
    case "x.grp.roster":
      return rosterReceived(chat, from, message.roster)
    case "x.grp.roster.ack":
      return rosterAcknowledged(chat, from)
    case "x.grp.relay.new":
      return relayAdded(chat, from, message)
    case "x.grp.mem.inv":
      return forwardIntroduction(chat, { group: from.group, from: from.member }, message)
    case "x.grp.mem.fwd":
      return introductionForwarded(chat, fromHost, message)
    case "x.grp.mem.role":
      return roleChanged(chat, from, message)
    case "x.grp.mem.restrict":
      return memberBlocked(chat, from, message)
    case "x.grp.mem.del":
      return memberRemoved(chat, from, message)
    case "x.grp.leave":
      return memberLeft(chat, from, message.msgId)
    case "x.grp.del":
      return groupDeletedByOwner(chat, from, message.msgId)
    case "x.grp.info":
      return groupChanged(chat, from, message)
    case "x.grp.direct.inv":
      return memberContactOffered(chat, from, message)
    // Only a contact sends these.
    case "x.grp.inv":
    case "x.call.inv":
    case "x.call.end":
    case "x.direct.del":
      return
    case "x.grp.link.acpt":
      return accepted(chat, from, message)
  }
}

/** The stored profile keeps what it was without the kind of peer, as the core's does. */
function profileChanged(
  chat: Chat,
  from: FromMember,
  { profile, msgId }: Omit<MessageOf<"x.info">, "event">,
): void {
  const { user, group, member } = from
  const { profileId, localAlias } = member.profile
  const known = memberProfile(plainProfile(member.profile))
  if (JSON.stringify(known) === JSON.stringify(memberProfile(profile))) return
  const fromMember = chat.memberInfo(member)
  if (isChatWith(group, member)) renameChat(chat, from, profile)
  const { peerType: _, ...stored } = profile
  chat.state.members.update(member, { profile: { profileId, ...stored, localAlias } })
  if (
    member.localDisplayName !== profile.displayName &&
    known.displayName !== profile.displayName
  ) {
    chat.state.members.update(member, {
      localDisplayName: chat.freeName(user, profile.displayName),
    })
  }
  // In a channel only a moderator's new name is an item (k-channels 515); a member's is only an event
  // (l-signing 362).
  if (
    group.channel !== undefined &&
    hasRole(member, "moderator") &&
    member.memberRole !== "relay"
  ) {
    const item = addReceivedEvent(chat, user, member, {
      rcvGroupEvent: {
        type: "memberProfileUpdated",
        fromProfile: known,
        toProfile: memberProfile(profile),
      },
      text: "updated profile",
      ...given("msgId", msgId),
      from,
    })
    announce(chat, [item])
  }
  chat.emit({
    type: "groupMemberUpdated",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    fromMember,
    toMember: {
      ...fromMember,
      localDisplayName: member.localDisplayName,
      memberProfile: { profileId, ...profile, localAlias },
    },
  })
}

/** Whether a chat between a business and a customer is called after this member. */
function isChatWith({ businessChat }: GroupRow, { memberId }: MemberRow): boolean {
  if (businessChat === undefined) return false
  const { chatType, businessId, customerId } = businessChat
  return memberId === (chatType === "business" ? businessId : customerId)
}

/** A chat with a business, or with a customer, has the name of the other side (p-links 443, 444). */
function renameChat(chat: Chat, { user, group, member }: FromMember, profile: T.Profile): void {
  const fromGroup = chat.groupInfo(group)
  const { displayName, fullName, shortDescr, image } = profile
  const { groupPreferences } = group.groupProfile
  setGroupProfile(chat, user, group, {
    displayName,
    fullName,
    ...given("shortDescr", shortDescr),
    ...given("image", image),
    ...given("groupPreferences", groupPreferences),
  })
  chat.emit({
    type: "groupUpdated",
    user: chat.wire(user),
    fromGroup,
    toGroup: chat.groupInfo(group),
    member_: chat.memberInfo(member),
  })
}
