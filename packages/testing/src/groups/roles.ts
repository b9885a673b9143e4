import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { failed } from "../simulation/failure.ts"
import type { GroupRow, MemberRow } from "../store/rows.ts"
import { membershipOf } from "../views/views.ts"

const roles: readonly T.GroupMemberRole[] = [
  "relay",
  "observer",
  "author",
  "member",
  "moderator",
  "admin",
  "owner",
]

export function rolesFrom(role: T.GroupMemberRole): readonly T.GroupMemberRole[] {
  return roles.slice(roles.indexOf(role))
}

export function hasRole(
  { memberRole }: Pick<MemberRow, "memberRole">,
  role: T.GroupMemberRole,
): boolean {
  return rolesFrom(role).includes(memberRole)
}

/** The highest of some roles. */
export function highest(given: readonly T.GroupMemberRole[]): T.GroupMemberRole {
  return roles[Math.max(...given.map((role) => roles.indexOf(role)))] ?? "owner"
}

/** Fails unless the user is at least this in the group. */
export function requireRole(chat: Chat, group: GroupRow, requiredRole: T.GroupMemberRole): void {
  if (hasRole(membershipOf(chat.state, group), requiredRole)) return
  throw failed({ type: "groupUserRole", groupInfo: chat.groupInfo(group), requiredRole })
}
