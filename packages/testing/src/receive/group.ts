import type { FromMember } from "./from-member.ts"
import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { memberContactOffered } from "./member-contacts.ts"
import { memberLeft, memberRemoved, groupDeletedByOwner } from "./group-departures.ts"
import { groupChanged, memberAdded, memberBlocked, roleChanged } from "./group-changes.ts"
import { connectedDirectly, forward } from "./forwarding.ts"
import { conversation, unknownMember } from "./group-messages.ts"
import { memberProfile } from "../groups/group-target.ts"
import { forwardIntroduction, introduced, introductionForwarded } from "./introductions.ts"
import { memberByMemberId, plainProfile } from "../groups/members.ts"
import { accepted } from "./reviews.ts"
import type { Message, MessageOf } from "../simulation/packets.ts"
import { fileCancelledByPeer, fileDescribed } from "./file.ts"
import type { ConnRow } from "../store/rows.ts"
import { chatVersions, readCounts, userOf } from "../views/views.ts"

/** Messages from a member of a group. */
export function receiveInGroup(chat: Chat, conn: ConnRow, messages: readonly Message[]): void {
  if (conn.entity.type !== "member") return
  const member = chat.state.members.get(conn.entity.memberId)
  const group = chat.state.groups.get(member?.groupId ?? 0)
  if (member === undefined || group === undefined) return
  readCounts(chat.state, group)
  chat.state.members.update(member, { memberChatVRange: chatVersions })
  const user = userOf(chat.state, conn)
  const from: FromMember = { user, conn, group, member, sender: chat.memberInfo(member) }
  for (const message of messages) {
    forward(chat, from, message)
    receive(chat, from, message)
  }
}

/** What another member forwards, or who invited the user: of the history. */
function forwarded(chat: Chat, from: FromMember, packet: MessageOf<"x.grp.msg.forward">): void {
  const { message, memberId, sentAt } = packet
  const known = memberByMemberId(chat, from.group, memberId)
  if (known === undefined && message.event !== "x.msg.new") return
  const author = known ?? unknownMember(chat, from, memberId)
  if (author.id === from.group.membershipId) return
  const sender = author.id === from.member.id ? from.sender : chat.memberInfo(author)
  receive(chat, { ...from, member: author, sender, by: from.member, sentAt }, message)
}

function receive(chat: Chat, from: FromMember, message: Message): void {
  const fromHost = { ...from, host: from.member }
  const chatKey = `#${from.group.id}`
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
      return profileChanged(chat, from, message.profile)
    case "x.grp.mem.new":
      return memberAdded(chat, from, message)
    case "x.grp.mem.intro":
      return introduced(chat, fromHost, message)
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
    case "x.file.descr":
      return fileDescribed(chat, { user: from.user, chatKey }, message)
    case "x.file.cancel":
      return fileCancelledByPeer(chat, { user: from.user, chatKey }, message)
    case "x.grp.inv":
    case "x.direct.del":
      return
    case "x.grp.link.acpt":
      return accepted(chat, from, message)
  }
}

/** The stored profile keeps what it was without the kind of peer, as the core's does. */
function profileChanged(chat: Chat, { user, group, member }: FromMember, profile: T.Profile): void {
  const { profileId, localAlias } = member.profile
  const known = memberProfile(plainProfile(member.profile))
  if (JSON.stringify(known) === JSON.stringify(memberProfile(profile))) return
  const fromMember = chat.memberInfo(member)
  const toMember = { ...fromMember, memberProfile: { profileId, ...profile, localAlias } }
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
  chat.emit({
    type: "groupMemberUpdated",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    fromMember,
    toMember,
  })
}
