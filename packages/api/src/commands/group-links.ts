import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"
import { linkText } from "./link-text.ts"

/** The link through which anyone can join a group; a group has one at most. */
export abstract class GroupLinkCommands extends CommandSet {
  /**
   * Makes the link of a group. The user must be an admin or an owner. Waits for the network.
   *
   * @param memberRole the role of those who join; not above `member`
   * @returns the link as text, in its short form where there is one
   * @throws {ChatCommandError} `duplicateGroupLink` when there is one already, `groupUserRole`
   */
  async apiCreateGroupLink(
    groupId: number,
    memberRole: T.GroupMemberRole,
    options?: CallOptions,
  ): Promise<string> {
    const answer = await this.send(CC.APICreateGroupLink, { groupId, memberRole }, options)
    return linkText(answer.groupLink.connLinkContact)
  }

  /**
   * Changes the role that people get who join through the link.
   *
   * @param memberRole not above `member`; those who have joined keep theirs
   * @throws {ChatCommandError} `groupLinkNotFound`, `groupUserRole`
   */
  async apiSetGroupLinkMemberRole(
    groupId: number,
    memberRole: T.GroupMemberRole,
    options?: CallOptions,
  ): Promise<T.GroupLink> {
    const answer = await this.send(CC.APIGroupLinkMemberRole, { groupId, memberRole }, options)
    return answer.groupLink
  }

  /**
   * Deletes the link. It can no longer be used to join; members stay.
   *
   * @throws {ChatCommandError} `groupLinkNotFound`, `groupUserRole`
   */
  async apiDeleteGroupLink(groupId: number, options?: CallOptions): Promise<void> {
    await this.send(CC.APIDeleteGroupLink, { groupId }, options)
  }

  /**
   * Reads the link with its settings.
   *
   * @throws {ChatCommandError} `groupLinkNotFound` when there is none
   */
  async apiGetGroupLink(groupId: number, options?: CallOptions): Promise<T.GroupLink> {
    const answer = await this.send(CC.APIGetGroupLink, { groupId }, options)
    return answer.groupLink
  }

  /**
   * Reads the link as text, in its short form where there is one.
   *
   * @throws {ChatCommandError} `groupLinkNotFound` when there is none
   */
  async apiGetGroupLinkStr(groupId: number, options?: CallOptions): Promise<string> {
    const { connLinkContact } = await this.apiGetGroupLink(groupId, options)
    return linkText(connLinkContact)
  }
}
