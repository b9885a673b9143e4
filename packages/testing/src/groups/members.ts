import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { ContactRow, GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { chatVersions, membersOf } from "../views/views.ts"

export type NewMember = Pick<
  MemberRow,
  | "memberId"
  | "memberRole"
  | "memberCategory"
  | "memberStatus"
  | "invitedBy"
  | "localDisplayName"
  | "profile"
> &
  Partial<MemberRow>

/** Adds a member to a group. */
export function addMember(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  member: NewMember,
): MemberRow {
  const at = chat.now()
  // Counted on when members are gone: who joins again has a new one (m-history 766).
  const indexInGroup = group.membersSoFar ?? 0
  chat.state.groups.update(group, { membersSoFar: indexInGroup + 1 })
  return chat.state.members.insert({
    userId: user.id,
    groupId: group.id,
    blockedByAdmin: false,
    memberChatVRange: chatVersions,
    indexInGroup,
    createdAt: at,
    updatedAt: at,
    ...member,
  })
}

/** The user in a group of their own. */
export function addMembership(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  more: Partial<MemberRow> &
    Pick<MemberRow, "memberId" | "memberRole" | "memberStatus" | "invitedBy">,
): MemberRow {
  const { profile } = more
  const membership = addMember(chat, user, group, {
    memberCategory: "user",
    localDisplayName:
      profile === undefined ? user.localDisplayName : chat.freeName(user, profile.displayName),
    profile: user.profile,
    memberContactId: user.userContactId,
    ...more,
  })
  chat.state.groups.update(group, { membershipId: membership.id })
  return membership
}

/** A group without members yet. */
export function addGroup(
  chat: Chat,
  user: UserRow,
  groupProfile: T.GroupProfile,
  more: Partial<GroupRow> = {},
): GroupRow {
  const at = chat.now()
  return chat.state.groups.insert({
    userId: user.id,
    localDisplayName: chat.freeName(user, groupProfile.displayName),
    groupProfile,
    membershipId: 0,
    createdAt: at,
    updatedAt: at,
    chatTs: at,
    userMemberProfileSentAt: at,
    ...more,
  })
}

/** A profile as items and members' lists name it: without what only this core knows. */
export function plainProfile(local: T.LocalProfile): T.Profile {
  const { profileId: _, localAlias: __, ...profile } = local
  return profile
}

export function memberByMemberId(
  chat: Chat,
  group: GroupRow,
  memberId: string,
): MemberRow | undefined {
  return membersOf(chat.state, group.id).find((member) => member.memberId === memberId)
}

/** A contact and the members that it is share one profile. */
export function setContactProfile(chat: Chat, contact: ContactRow, profile: T.Profile): void {
  const { profileId, localAlias } = contact.profile
  const row = { profileId, ...profile, localAlias }
  chat.state.contacts.update(contact, { profile: row })
  for (const member of chat.state.members.values()) {
    if (member.profile.profileId === profileId) chat.state.members.update(member, { profile: row })
  }
}

/** All that is known of a member: the id, and the name where a relay says it. */
export interface UnknownMember {
  readonly memberId: string
  readonly memberName?: string | undefined
}

/**
 * A member of whom only the id is known, or also the name: one who left, or whom only relays know. Without
 * a name it is called after its id (k-channels 433).
 */
export function addUnknown(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  { memberId, memberName = memberId.slice(0, 7) }: UnknownMember,
): MemberRow {
  return addMember(chat, user, group, {
    memberId,
    memberRole: group.channel === undefined ? "author" : "observer",
    memberCategory: "pre",
    memberStatus: "unknown",
    invitedBy: { type: "unknown" },
    localDisplayName: chat.freeName(user, memberName),
    profile: chat.profile({ displayName: memberName, fullName: "" }),
  })
}

/** Deletes a member with all that it said: relays that are removed are forgotten (k-channels 721). */
export function forgetMember(chat: Chat, member: MemberRow): void {
  const { items, members } = chat.state
  for (const item of items.of(member.userId, `#${member.groupId}`)) {
    if (item.dir.type === "groupRcv" && item.dir.memberId === member.id) items.delete(item.id)
    else if (item.forwardedByMember === member.id) {
      delete item.forwardedByMember
      items.update(item, {})
    }
  }
  for (const other of membersOf(chat.state, member.groupId)) {
    if (other.invitedByGroupMemberId !== member.id) continue
    delete other.invitedByGroupMemberId
    members.update(other, {})
  }
  members.delete(member.id)
  chat.state.profiles.delete(member.profile.profileId)
}
