import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

export interface RemoveMembersOptions extends CallOptions {
  /** Whether their messages are deleted too, for everyone; false when absent. */
  readonly withMessages?: boolean | undefined
}

/** The members of a group. They are named by `groupMemberId`, not by `memberId`. */
export abstract class GroupMemberCommands extends CommandSet {
  /**
   * Invites a contact into a group, or again when the invitation is still open. The user must be an
   * admin or an owner. The event `joinedGroupMember` follows. Waits for the network.
   *
   * @returns the contact as a member
   * @throws {ChatCommandError} `groupUserRole`, `groupDuplicateMember`, `contactNotReady`
   */
  async apiAddMember(
    groupId: number,
    contactId: number,
    memberRole: T.GroupMemberRole,
    options?: CallOptions,
  ): Promise<T.GroupMember> {
    const answer = await this.send(CC.APIAddMember, { groupId, contactId, memberRole }, options)
    return answer.member
  }

  /**
   * Lets in a member that waits for approval or review. The user must be a moderator or above.
   *
   * @returns the member; its status shows whether it is still pending, now for review
   * @throws {ChatCommandError} `groupUserRole`, `groupMemberNotFound`
   */
  async apiAcceptMember(
    groupId: number,
    groupMemberId: number,
    memberRole: T.GroupMemberRole,
    options?: CallOptions,
  ): Promise<T.GroupMember> {
    const params = { groupId, groupMemberId, memberRole }
    const answer = await this.send(CC.APIAcceptMember, params, options)
    return answer.member
  }

  /**
   * Changes the role of members. The user must be an admin or an owner.
   *
   * @param groupMemberIds an admin or owner, or who is to become one, must be named alone
   * @returns the members whose role has changed, in no certain order
   * @throws {ChatCommandError} `groupUserRole`, `groupMemberNotFound`
   */
  async apiSetMembersRole(
    groupId: number,
    groupMemberIds: OneOrMore<number>,
    memberRole: T.GroupMemberRole,
    options?: CallOptions,
  ): Promise<T.GroupMember[]> {
    const params = { groupId, groupMemberIds, memberRole }
    const answer = await this.send(CC.APIMembersRole, params, options)
    return answer.members
  }

  /**
   * Blocks members for the whole group, or lifts the block. The user must be a moderator or above.
   *
   * @param groupMemberIds an admin or owner must be named alone
   * @param blocked false lifts the block
   * @returns the members for whom it was done, in no certain order
   * @throws {ChatCommandError} `groupUserRole`, `groupMemberNotFound`
   */
  async apiBlockMembersForAll(
    groupId: number,
    groupMemberIds: OneOrMore<number>,
    blocked: boolean,
    options?: CallOptions,
  ): Promise<T.GroupMember[]> {
    const params = { groupId, groupMemberIds, blocked }
    const answer = await this.send(CC.APIBlockMembersForAll, params, options)
    return answer.members
  }

  /**
   * Removes members from a group.
   *
   * @param groupMemberIds an admin or owner must be named alone
   * @returns the removed members, in no certain order
   * @throws {ChatCommandError} `groupUserRole`, `groupMemberNotFound`
   */
  async apiRemoveMembers(
    groupId: number,
    groupMemberIds: OneOrMore<number>,
    options: RemoveMembersOptions = {},
  ): Promise<T.GroupMember[]> {
    const { withMessages = false, ...call } = knownOptions(options, { withMessages: "flag" })
    const params = { groupId, groupMemberIds, withMessages }
    const answer = await this.send(CC.APIRemoveMembers, params, call)
    return answer.members
  }

  /**
   * Lists the members of a group. The user is not among them; those who have left can be.
   *
   * @throws {ChatCommandError} `groupNotFound`
   */
  async apiListMembers(groupId: number, options?: CallOptions): Promise<T.GroupMember[]> {
    const answer = await this.send(CC.APIListMembers, { groupId }, options)
    return answer.group.members
  }

  /**
   * Makes a direct contact for a member, who does not know of it until
   * {@link apiSendMemberContactInvitation}. The group must allow direct messages.
   *
   * @throws {ChatCommandError} `directMessagesProhibited`, `groupMemberNotFound`
   */
  async apiCreateMemberContact(
    groupId: number,
    groupMemberId: number,
    options?: CallOptions,
  ): Promise<T.Contact> {
    const answer = await this.send(CC.APICreateMemberContact, { groupId, groupMemberId }, options)
    return answer.contact
  }

  /**
   * Sends a member the invitation to the contact that {@link apiCreateMemberContact} made. It can be
   * sent only once. Waits for the network.
   *
   * @param message goes with the invitation
   * @throws {ChatCommandError} `commandError` when it was sent already
   */
  async apiSendMemberContactInvitation(
    contactId: number,
    message?: string | T.MsgContent,
    options?: CallOptions,
  ): Promise<T.Contact> {
    const msgContent_: T.MsgContent | undefined =
      typeof message === "string" ? { type: "text", text: message } : message
    const params = { contactId, msgContent_ }
    const answer = await this.send(CC.APISendMemberContactInvitation, params, options)
    return answer.contact
  }

  /**
   * Accepts a direct chat that a member of a group offered.
   *
   * @param contactId the contact of the event `newMemberContactReceivedInv`
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * api.on("newMemberContactReceivedInv", ({ contact }) =>
   *   api.apiAcceptMemberContact(contact.contactId),
   * )
   * ```
   */
  async apiAcceptMemberContact(contactId: number, options?: CallOptions): Promise<T.Contact> {
    const answer = await this.send(CC.APIAcceptMemberContact, { contactId }, options)
    return answer.contact
  }
}
