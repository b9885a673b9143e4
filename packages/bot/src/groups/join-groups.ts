import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { isTemporary } from "../messages/is-temporary.ts"

/** Whether the bot is invited to the group, and has not decided yet. */
export const isInvited = ({ membership }: T.GroupInfo): boolean =>
  membership.memberStatus === "invited"

/** An invitation to a group. */
export interface GroupInvitation {
  readonly group: T.GroupInfo
  /** The role that the bot would have. */
  readonly role: T.GroupMemberRole
  /** The `contactId` of the contact who sent it, where that is known. */
  readonly contactId: number | undefined
}

/** Whether to join the groups that the bot is invited to. */
export type JoinGroups = boolean | ((invitation: GroupInvitation) => boolean | Promise<boolean>)

/**
 * Joins the groups to which the bot is invited, those included whose invitation came while it was
 * down, or which it could not join before.
 *
 * @param onFailure deciding about an invitation, or joining, failed; the others are joined all the same
 * @throws {ChatCommandError} when joining failed because there is no network; try again later
 */
export async function joinInvitedGroups(
  api: ChatApi,
  { userId }: T.User,
  joinGroups: JoinGroups,
  onFailure: (error: unknown, groupId: number) => void,
): Promise<void> {
  if (joinGroups === false) return
  let failure: Error | undefined
  for (const group of await api.apiListGroups(userId)) {
    if (!isInvited(group)) continue
    try {
      if (await isWanted(group, joinGroups)) await api.apiJoinGroup(group.groupId)
    } catch (error) {
      onFailure(error, group.groupId)
      if (isTemporary(error)) failure = error
    }
  }
  if (failure !== undefined) throw failure
}

async function isWanted(group: T.GroupInfo, joinGroups: JoinGroups): Promise<boolean> {
  if (typeof joinGroups === "boolean") return joinGroups
  const { membership } = group
  const { invitedBy } = membership
  const contactId = invitedBy.type === "contact" ? invitedBy.byContactId : undefined
  return (await joinGroups({ group, role: membership.memberRole, contactId })) === true
}
