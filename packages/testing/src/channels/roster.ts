import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { addUnknown, memberByMemberId, plainProfile } from "../groups/members.ts"
import type { Roster, WireMember } from "../simulation/packets.ts"
import type { GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { isCurrent, membersOf } from "../views/views.ts"

// Subscribers of a channel do not know each other. Whom they have to know, because they may write or
// moderate, the owner announces in a list with a version: the roster.

const privileged: readonly T.GroupMemberRole[] = ["member", "moderator", "admin"]

export function isPrivileged(role: T.GroupMemberRole): boolean {
  return privileged.includes(role)
}

/** The roster as the user knows it, with the next version where something changed. */
export function rosterOf(chat: Chat, group: GroupRow, version = group.rosterVersion ?? 0): Roster {
  const members = membersOf(chat.state, group.id).filter(
    (member) => isPrivileged(member.memberRole) && isCurrent(member),
  )
  return {
    version,
    members: members.map(({ memberId, memberRole: role, pubKey }) => ({
      memberId,
      role,
      ...(pubKey !== undefined && { pubKey }),
    })),
  }
}

/**
 * The roster as the owner sent it last: a relay hands it on as it is, with members who left since. ann,
 * a moderator, leaves (l-signing 402); who joins afterwards hears of her, and counts her (id 8 in 436).
 */
export function lastRoster(chat: Chat, group: GroupRow): Roster {
  return (group.roster as Roster | undefined) ?? rosterOf(chat, group)
}

/** A member as a channel describes it. */
export function wireMember({ memberId, memberRole, profile, pubKey }: MemberRow): WireMember {
  return {
    memberId,
    role: memberRole,
    profile: plainProfile(profile),
    ...(pubKey !== undefined && { pubKey }),
  }
}

/** Keeps a roster; who is not in it any more is an observer again. */
export function applyRoster(
  chat: Chat,
  { user, group, by }: { user: UserRow; group: GroupRow; by: MemberRow },
  { version, members }: Roster,
): void {
  const ids = new Set(members.map(({ memberId }) => memberId))
  for (const wire of members) keep(chat, { user, group }, wire)
  for (const member of membersOf(chat.state, group.id)) {
    const { memberRole: fromRole } = member
    if (!isPrivileged(fromRole) || ids.has(member.memberId) || !isCurrent(member)) continue
    chat.state.members.update(member, { memberRole: "observer" })
    chat.emit({
      type: "memberRole",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      byMember: chat.memberInfo(by),
      member: chat.memberInfo(member),
      fromRole,
      toRole: "observer",
      msgSigned: "verified",
    })
  }
  chat.state.groups.update(group, {
    rosterVersion: version,
    ...(group.relayOwnStatus !== undefined && { roster: { version, members } }),
  })
}

function keep(
  chat: Chat,
  { user, group }: { user: UserRow; group: GroupRow },
  { memberId, role, pubKey }: Roster["members"][number],
): void {
  const known = memberByMemberId(chat, group, memberId)
  const key = pubKey === undefined ? {} : { pubKey }
  if (known !== undefined)
    return void chat.state.members.update(known, { ...key, memberRole: role })
  // It has no names: those come with the first word of a member, or when it joins (k-channels 434, 575).
  chat.state.members.update(addUnknown(chat, user, group, { memberId }), {
    ...key,
    memberRole: role,
    allForwarded: true,
  })
}
