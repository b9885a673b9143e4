import { isDeepStrictEqual } from "node:util"
import { setGroupProfile } from "../groups/group-profile.ts"
import type { Chat } from "../chat/chat.ts"
import { about, addReceivedEvent, named, sameButPreferences } from "../groups/group-items.ts"
import { fullGroupPreferences } from "../views/group-preferences.ts"
import { addGroupFeatures, announce } from "../items/items.ts"
import { addMember, addUnknown, memberByMemberId } from "../groups/members.ts"
import type { MessageOf } from "../simulation/packets.ts"
import type { FromMember } from "./from-member.ts"
import { hasRole } from "../groups/roles.ts"
import { memberProfile } from "../groups/group-target.ts"
import { waiting } from "./reviews.ts"
import { signedIn } from "../groups/signing.ts"
import { given, membershipOf, recountAttention } from "../views/views.ts"

/** The host added a member. */
export function memberAdded(
  chat: Chat,
  from: FromMember,
  { member, msgId, pending }: MessageOf<"x.grp.mem.new">,
): void {
  const { user, group, member: host } = from
  // Two hosts can introduce the same member: only the first is shown.
  if (memberByMemberId(chat, group, member.memberId) !== undefined) return
  const added = addMember(chat, user, group, {
    memberId: member.memberId,
    memberRole: member.role,
    memberCategory: "post",
    memberStatus: pending ? "pending_review" : "announced",
    invitedBy: { type: "unknown" },
    invitedByGroupMemberId: host.id,
    localDisplayName: chat.freeName(user, member.profile.displayName),
    profile: chat.profile(memberProfile(member.profile)),
  })
  if (pending) recountAttention(chat.state, group)
  const item = addReceivedEvent(chat, user, host, {
    rcvGroupEvent: { type: "memberAdded", ...about(added) },
    text: `added ${named(added)}`,
    msgId,
    from,
    ...(pending && { support: added.id }),
  })
  announce(chat, [item])
  const { supportChat } = added
  if (pending) announce(chat, [addReceivedEvent(chat, user, host, { ...waiting(added), from })])
  chat.emit({
    type: "joinedGroupMemberConnecting",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    hostMember: chat.memberInfo(host),
    member: { ...chat.memberInfo(added), ...given("supportChat", supportChat) },
  })
}

export function roleChanged(
  chat: Chat,
  from: FromMember,
  message: MessageOf<"x.grp.mem.role">,
): void {
  const { user, group, member: by } = from
  const { memberId, role, msgId } = message
  const isChannel = group.channel !== undefined
  const member =
    memberByMemberId(chat, group, memberId) ??
    (isChannel ? addUnknown(chat, user, group, { memberId }) : undefined)
  if (member === undefined || !hasRole(by, "admin")) return
  const fromRole = member.memberRole
  const isUser = member.id === group.membershipId
  // A relay goes on as one whatever its owner makes of it, and so the channel is broken (k-channels 1011
  // to 1013).
  const isRelay = isUser && group.relayOwnStatus !== undefined
  if (!isRelay) chat.state.members.update(member, { memberRole: role })
  const event = isUser
    ? ({
        rcvGroupEvent: { type: "userRole", role },
        text: `changed your role to ${role}`,
        unread: true,
      } as const)
    : ({
        rcvGroupEvent: { type: "memberRole", ...about(member), role },
        text: `changed role of ${named(member)} to ${role}`,
      } as const)
  // Subscribers of a channel do not know each other: all get the event (k-channels 401, 402), but only the
  // member itself an item (403).
  if (isUser || !isChannel)
    announce(chat, [
      addReceivedEvent(chat, user, by, { ...event, ...(!isRelay && { msgId }), from }),
    ])
  chat.emit({
    type: "memberRole",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    byMember: chat.memberInfo(by),
    member: { ...chat.memberInfo(member), memberRole: role },
    fromRole,
    toRole: role,
    ...signedIn(group),
  })
}

export function memberBlocked(
  chat: Chat,
  from: FromMember,
  message: MessageOf<"x.grp.mem.restrict">,
): void {
  const { user, group, member: by } = from
  const { memberId, blocked, msgId } = message
  const known = memberByMemberId(chat, group, memberId)
  // The core trusts no sender about rights: it checks the role that it knows, and ignores the rest
  // without a word. A blocked member is not informed of it: it sends on as before (r-errors 746 to 754).
  if (!hasRole(by, "moderator") || memberId === membershipOf(chat.state, group).memberId) return
  const member =
    known ?? (group.channel === undefined ? undefined : addUnknown(chat, user, group, { memberId }))
  // Blocking a blocked member again changes nothing here (r-errors 759 to 766).
  if (member === undefined || known?.blockedByAdmin === blocked) return
  if (known === undefined) {
    // Subscribers do not know each other: this one is made up from the id (k-channels 433, 434).
    chat.state.members.update(member, { blockedByAdmin: blocked })
    chat.emit({
      type: "unknownMemberBlocked",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      blockedByMember: chat.memberInfo(by),
      member: chat.memberInfo(member),
    })
  }
  const item = addReceivedEvent(chat, user, by, {
    rcvGroupEvent: { type: "memberBlocked", ...about(member), blocked },
    text: `${blocked ? "blocked" : "unblocked"} ${named(member)}`,
    msgId,
    from,
  })
  chat.state.members.update(member, { blockedByAdmin: blocked })
  announce(chat, [item])
  chat.emit({
    type: "memberBlockedForAll",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    byMember: chat.memberInfo(by),
    member: chat.memberInfo(member),
    blocked,
    ...signedIn(group),
  })
}

export function groupChanged(chat: Chat, from: FromMember, message: MessageOf<"x.grp.info">): void {
  const { user, group, member } = from
  const { groupProfile, msgId } = message
  if (!hasRole(member, "owner")) return
  const fromGroup = chat.groupInfo(group)
  const { groupPreferences } = groupProfile
  // A business decides what is allowed; each side of the chat sees the other's name.
  const changed =
    group.businessChat === undefined ? groupProfile : { ...group.groupProfile, groupPreferences }
  // An update that changes nothing here is not reported.
  if (isDeepStrictEqual(group.groupProfile, changed)) return
  const before = fullGroupPreferences(group.groupProfile.groupPreferences)
  setGroupProfile(chat, user, group, changed)
  chat.emit({
    type: "groupUpdated",
    user: chat.wire(user),
    fromGroup,
    toGroup: chat.groupInfo(group),
    member_: chat.memberInfo(member),
    ...signedIn(group),
  })
  if (!sameButPreferences(changed, fromGroup.groupProfile)) {
    const item = addReceivedEvent(chat, user, member, {
      rcvGroupEvent: { type: "groupUpdated", groupProfile },
      text: "group profile updated",
      msgId,
      from,
    })
    announce(chat, [item])
  }
  const dir = { type: "groupRcv", memberId: member.id } as const
  for (const feature of addGroupFeatures(chat, user, group, { dir, before }))
    announce(chat, [feature])
}
