import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions, OptionKinds } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { CommandSet } from "./command-set.ts"

export interface IncognitoOptions extends CallOptions {
  /** Whether others see a random profile instead of the user's own; false when absent. */
  readonly incognito?: boolean | undefined
}

export const incognitoKinds = {
  incognito: "flag",
} as const satisfies OptionKinds<Omit<IncognitoOptions, keyof CallOptions>>

/** Groups as a whole; see the members, the links and the public groups beside. */
export abstract class GroupCommands extends CommandSet {
  /**
   * Creates a group whose only member and owner is the user.
   *
   * @throws {ChatCommandError} `differentActiveUser`, `invalidDisplayName`
   *
   * @example
   * ```ts
   * const group = await api.apiNewGroup(user.userId, { displayName: "ops", fullName: "" })
   * ```
   */
  async apiNewGroup(
    userId: number,
    groupProfile: T.GroupProfile,
    options: IncognitoOptions = {},
  ): Promise<T.GroupInfo> {
    const { incognito = false, ...call } = knownOptions(options, incognitoKinds)
    const params = { userId, incognito, groupProfile }
    const answer = await this.send(CC.APINewGroup, params, call)
    return answer.groupInfo
  }

  /**
   * Changes the profile of a group, its preferences included. The user must be an owner.
   *
   * @param groupProfile the whole profile: what it leaves out is gone
   * @returns the group as it is now
   * @throws {ChatCommandError} `groupUserRole`
   */
  async apiUpdateGroupProfile(
    groupId: number,
    groupProfile: T.GroupProfile,
    options?: CallOptions,
  ): Promise<T.GroupInfo> {
    const answer = await this.send(CC.APIUpdateGroupProfile, { groupId, groupProfile }, options)
    return answer.toGroup
  }

  /**
   * Accepts the invitation of `receivedGroupInvitation`. The event `userJoinedGroup` follows. Waits
   * for the network.
   *
   * @throws {ChatCommandError} `groupNotFound`, `groupInvitationNotFound`, `groupAlreadyJoined`
   */
  async apiJoinGroup(groupId: number, options?: CallOptions): Promise<T.GroupInfo> {
    const answer = await this.send(CC.APIJoinGroup, { groupId }, options)
    return answer.groupInfo
  }

  /**
   * Leaves a group. It stays in the database until `apiDeleteChat`.
   *
   * @throws {ChatCommandError} `groupNotFound`
   */
  async apiLeaveGroup(groupId: number, options?: CallOptions): Promise<T.GroupInfo> {
    const answer = await this.send(CC.APILeaveGroup, { groupId }, options)
    return answer.groupInfo
  }
}
