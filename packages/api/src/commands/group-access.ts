import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"

/** How public groups are found and shown, and the support chats of members. */
export abstract class GroupAccessCommands extends CommandSet {
  /**
   * Sets the web page, the SimpleX name and the embedding of a public group.
   *
   * @param access all of it: what is left out is removed
   * @throws {ChatCommandError} `groupNotFound`, `groupUserRole` when the user is no owner
   *
   * @example
   * ```ts
   * await api.apiSetPublicGroupAccess(groupId, access)
   * ```
   */
  async apiSetPublicGroupAccess(
    groupId: number,
    access: T.PublicGroupAccess,
    options?: CallOptions,
  ): Promise<T.GroupInfo> {
    const answer = await this.send(
      CC.APISetPublicGroupAccess,
      { groupId, publicGroupAccess: access },
      options,
    )
    return answer.toGroup
  }

  /**
   * Reads the profile of a channel again from its link. Waits for the network.
   *
   * @throws {ChatCommandError} `groupNotFound`
   *
   * @example
   * ```ts
   * const channel = await api.apiGetUpdatedGroupLinkData(groupId)
   * ```
   */
  async apiGetUpdatedGroupLinkData(groupId: number, options?: CallOptions): Promise<T.GroupInfo> {
    const answer = await this.send(CC.APIGetUpdatedGroupLinkData, { groupId }, options)
    return answer.groupInfo
  }

  /**
   * Gives an old group link its short form. Waits for the network.
   *
   * @throws {ChatCommandError} `groupLinkNotFound`
   *
   * @example
   * ```ts
   * const { connLinkContact } = await api.apiAddGroupShortLink(groupId)
   * ```
   */
  async apiAddGroupShortLink(groupId: number, options?: CallOptions): Promise<T.GroupLink> {
    const answer = await this.send(CC.APIAddGroupShortLink, { groupId }, options)
    return answer.groupLink
  }

  /**
   * Lists the members of a group who have a support chat with its moderators.
   *
   * @param groupName `localDisplayName` of the group: the core takes no id here
   * @throws {ChatCommandError} `groupNotFoundByName`
   *
   * @example
   * ```ts
   * const members = await api.apiListMemberSupportChats(group.localDisplayName)
   * ```
   */
  async apiListMemberSupportChats(
    groupName: string,
    options?: CallOptions,
  ): Promise<T.GroupMember[]> {
    const answer = await this.send(CC.ListMemberSupportChats, { groupName }, options)
    return answer.members
  }

  /**
   * Deletes the support chat with a member.
   *
   * @throws {ChatCommandError} `groupMemberNotFound`, `commandError` while the member is pending
   *
   * @example
   * ```ts
   * await api.apiDeleteMemberSupportChat(groupId, groupMemberId)
   * ```
   */
  async apiDeleteMemberSupportChat(
    groupId: number,
    groupMemberId: number,
    options?: CallOptions,
  ): Promise<T.GroupMember> {
    const answer = await this.send(
      CC.APIDeleteMemberSupportChat,
      { groupId, groupMemberId },
      options,
    )
    return answer.member
  }
}
