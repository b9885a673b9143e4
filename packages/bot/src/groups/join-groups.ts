import type { T } from "@simplex-chat/types"

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

export interface InvitationCallbacks {
  /** The bot is to join the group. */
  join(groupId: number): void
  /** `joinGroups` has failed; the invitation stays. */
  onFailure(error: unknown, groupId: number): void
}

/**
 * Decides about invitations. The application may take its time: nothing waits for it, and an invitation that
 * comes twice meanwhile is decided about once.
 */
export class Invitations {
  readonly #joinGroups: JoinGroups
  readonly #callbacks: InvitationCallbacks
  readonly #deciding = new Set<number>()

  constructor(joinGroups: JoinGroups, callbacks: InvitationCallbacks) {
    this.#joinGroups = joinGroups
    this.#callbacks = callbacks
  }

  /** Decides about these groups, if the bot is invited to them. */
  decide(...groups: readonly T.GroupInfo[]): void {
    for (const group of groups) if (isInvited(group)) void this.#decide(group)
  }

  async #decide(group: T.GroupInfo): Promise<void> {
    const { groupId } = group
    if (this.#deciding.has(groupId)) return
    this.#deciding.add(groupId)
    try {
      if (await isWanted(group, this.#joinGroups)) this.#callbacks.join(groupId)
    } catch (error) {
      this.#callbacks.onFailure(error, groupId)
    } finally {
      this.#deciding.delete(groupId)
    }
  }
}

async function isWanted(group: T.GroupInfo, joinGroups: JoinGroups): Promise<boolean> {
  if (typeof joinGroups === "boolean") return joinGroups
  const { membership } = group
  const { invitedBy } = membership
  const contactId = invitedBy.type === "contact" ? invitedBy.byContactId : undefined
  return (await joinGroups({ group, role: membership.memberRole, contactId })) === true
}
