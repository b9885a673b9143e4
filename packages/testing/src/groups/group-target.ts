import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { recipientsOf } from "../recipients/recipients.ts"
import { commandFailed, failed } from "../simulation/failure.ts"
import { fullGroupPreferences } from "../views/group-preferences.ts"
import type { Message } from "../simulation/packets.ts"
import { hasRole, requireRole, rolesFrom } from "./roles.ts"
import type { GroupRow, UserRow } from "../store/rows.ts"
import type { Target } from "../recipients/target.ts"
import { isCurrent, membershipOf } from "../views/views.ts"

/** A group or one of its support chats. */
export function groupTarget(
  chat: Chat,
  user: UserRow,
  ref: T.ChatRef,
  role?: T.GroupMemberRole,
): Target {
  const group = chat.group(user, ref.chatId)
  const membership = membershipOf(chat.state, group)
  const scope = ref.chatScope
  if (role !== undefined) {
    const pending = membership.memberStatus.startsWith("pending")
    // Two errors for one situation: a removed user gets one in the support chat (m-history 796), and another
    // in the group (r-errors 1282). While waiting for a review, only the support chat is open (m-history 506).
    if (scope !== undefined && membership.memberStatus === "removed")
      throw failed({ type: "groupMemberUserRemoved" })
    if (!isCurrent(membership) && !(pending && scope !== undefined))
      throw commandFailed("not current member")
    if (scope === undefined) requireRole(chat, group, role)
  }
  const { timedMessages, fullDelete } = fullGroupPreferences(group.groupProfile.groupPreferences)
  const base: Target = {
    key: `#${group.id}`,
    group,
    to: recipientsOf(chat, group),
    ...(timedMessages.enable === "on" &&
      timedMessages.ttl !== undefined && { ttl: timedMessages.ttl }),
    fullDelete: fullDelete.enable === "on" && hasRole(membership, fullDelete.role ?? "observer"),
    before: () => profileBefore(chat, user, group),
  }
  return scope === undefined ? base : supportTarget(chat, base, { group, scope })
}

/** A support chat: moderators and above, and the member whose chat it is. */
function supportTarget(
  chat: Chat,
  base: Target,
  { group, scope }: { group: GroupRow; scope: T.GroupChatScope },
): Target {
  const id = scope.groupMemberId_
  const membership = membershipOf(chat.state, group)
  const subject = id === undefined ? membership : chat.member(group, id)
  const to = recipientsOf(
    chat,
    group,
    (member) =>
      member.id === subject.id ||
      (isCurrent(member) && rolesFrom("moderator").includes(member.memberRole)),
  )
  return { ...base, to, support: id ?? 0, supportMemberId: subject.memberId }
}

/** A profile that changed since the group last heard of it goes before the next message. */
function profileBefore(chat: Chat, user: UserRow, group: GroupRow): Message[] {
  const isUsers = membershipOf(chat.state, group).profile.profileId === user.profile.profileId
  const changed = isUsers ? user.userMemberProfileUpdatedAt : undefined
  if (changed === undefined || changed < group.userMemberProfileSentAt) return []
  chat.afterAnswer(() => chat.state.groups.update(group, { userMemberProfileSentAt: chat.now() }))
  const msgId = chat.hub.random.sharedId()
  return [{ event: "x.info", profile: memberProfile(user.profile), msgId }]
}

/** What members see of each other: no preferences, no address. */
export function memberProfile(profile: T.Profile): T.Profile {
  const { displayName, fullName, shortDescr, image, peerType } = profile
  return {
    displayName,
    fullName,
    ...(shortDescr !== undefined && { shortDescr }),
    ...(image !== undefined && { image }),
    ...(peerType !== undefined && { peerType }),
  }
}

/** As an introduction carries it: without what kind of peer it is. */
export function introducedProfile(profile: T.Profile): T.Profile {
  const { peerType: _, ...rest } = memberProfile(profile)
  return rest
}
