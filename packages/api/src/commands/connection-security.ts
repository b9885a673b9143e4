import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { CommandSet } from "./command-set.ts"

export interface SyncOptions extends CallOptions {
  /** Whether to agree on new keys although nothing seems wrong; false when absent. */
  readonly force?: boolean | undefined
}

/** Security codes, and moving and repairing the connections with contacts and members. */
export abstract class ConnectionSecurityCommands extends CommandSet {
  /**
   * Reads the security code of a contact, to be compared with the one that the contact sees.
   *
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * const code = await api.apiGetContactCode(contactId)
   * ```
   */
  async apiGetContactCode(contactId: number, options?: CallOptions): Promise<string> {
    const answer = await this.send(CC.APIGetContactCode, { contactId }, options)
    return answer.connectionCode
  }

  /**
   * Reads the security code of a member, to be compared with the one that the member sees.
   *
   * @throws {ChatCommandError} `groupMemberNotFound`
   *
   * @example
   * ```ts
   * const code = await api.apiGetGroupMemberCode(groupId, groupMemberId)
   * ```
   */
  async apiGetGroupMemberCode(
    groupId: number,
    groupMemberId: number,
    options?: CallOptions,
  ): Promise<string> {
    const answer = await this.send(CC.APIGetGroupMemberCode, { groupId, groupMemberId }, options)
    return answer.connectionCode
  }

  /**
   * Marks a contact as verified when the code is right, or removes that mark.
   *
   * @param code digits and blanks; absent removes the mark
   * @returns whether it is verified now, and the right code
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * const { verified } = await api.apiVerifyContact(contactId, "12345 67890")
   * ```
   */
  async apiVerifyContact(
    contactId: number,
    code?: string,
    options?: CallOptions,
  ): Promise<CR.ConnectionVerified> {
    const answer = await this.send(
      CC.APIVerifyContact,
      { contactId, connectionCode: code },
      options,
    )
    return answer
  }

  /**
   * Marks a member as verified when the code is right, or removes that mark.
   *
   * @param code digits and blanks; absent removes the mark
   * @returns whether it is verified now, and the right code
   * @throws {ChatCommandError} `groupMemberNotFound`
   *
   * @example
   * ```ts
   * const { verified } = await api.apiVerifyGroupMember(groupId, groupMemberId, code)
   * ```
   */
  async apiVerifyGroupMember(
    groupId: number,
    groupMemberId: number,
    code?: string,
    options?: CallOptions,
  ): Promise<CR.ConnectionVerified> {
    const answer = await this.send(
      CC.APIVerifyGroupMember,
      { groupId, groupMemberId, connectionCode: code },
      options,
    )
    return answer
  }

  /**
   * Starts to move the queue of a contact to another server. The events `contactSwitch` follow.
   *
   * @throws {ChatCommandError} `contactNotFound`, `CMD PROHIBITED` while it is being moved
   *
   * @example
   * ```ts
   * await api.apiSwitchContact(contactId)
   * ```
   */
  async apiSwitchContact(contactId: number, options?: CallOptions): Promise<T.ConnectionStats> {
    const answer = await this.send(CC.APISwitchContact, { contactId }, options)
    return answer.connectionStats
  }

  /**
   * Starts to move the queue of a member to another server. The events `groupMemberSwitch` follow.
   *
   * @throws {ChatCommandError} `groupMemberNotFound`
   *
   * @example
   * ```ts
   * await api.apiSwitchGroupMember(groupId, groupMemberId)
   * ```
   */
  async apiSwitchGroupMember(
    groupId: number,
    groupMemberId: number,
    options?: CallOptions,
  ): Promise<T.ConnectionStats> {
    const answer = await this.send(CC.APISwitchGroupMember, { groupId, groupMemberId }, options)
    return answer.connectionStats
  }

  /**
   * Stops moving the queue of a contact.
   *
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * await api.apiAbortSwitchContact(contactId)
   * ```
   */
  async apiAbortSwitchContact(
    contactId: number,
    options?: CallOptions,
  ): Promise<T.ConnectionStats> {
    const answer = await this.send(CC.APIAbortSwitchContact, { contactId }, options)
    return answer.connectionStats
  }

  /**
   * Stops moving the queue of a member.
   *
   * @throws {ChatCommandError} `groupMemberNotFound`
   *
   * @example
   * ```ts
   * await api.apiAbortSwitchGroupMember(groupId, groupMemberId)
   * ```
   */
  async apiAbortSwitchGroupMember(
    groupId: number,
    groupMemberId: number,
    options?: CallOptions,
  ): Promise<T.ConnectionStats> {
    const answer = await this.send(
      CC.APIAbortSwitchGroupMember,
      { groupId, groupMemberId },
      options,
    )
    return answer.connectionStats
  }

  /**
   * Agrees with a contact on new encryption keys, after messages could not be decrypted. The events
   * `contactRatchetSync` follow.
   *
   * @throws {ChatCommandError} `contactNotFound`, `CMD PROHIBITED` when there is no need
   *
   * @example
   * ```ts
   * await api.apiSyncContactRatchet(contactId, { force: true })
   * ```
   */
  async apiSyncContactRatchet(
    contactId: number,
    options: SyncOptions = {},
  ): Promise<T.ConnectionStats> {
    const { force = false, ...call } = knownOptions(options, { force: "flag" })
    const answer = await this.send(CC.APISyncContactRatchet, { contactId, force }, call)
    return answer.connectionStats
  }

  /**
   * Agrees with a member on new encryption keys, after messages could not be decrypted. The events
   * `groupMemberRatchetSync` follow.
   *
   * @throws {ChatCommandError} `groupMemberNotFound`
   *
   * @example
   * ```ts
   * await api.apiSyncGroupMemberRatchet(groupId, groupMemberId)
   * ```
   */
  async apiSyncGroupMemberRatchet(
    groupId: number,
    groupMemberId: number,
    options: SyncOptions = {},
  ): Promise<T.ConnectionStats> {
    const { force = false, ...call } = knownOptions(options, { force: "flag" })
    const params = { groupId, groupMemberId, force }
    const answer = await this.send(CC.APISyncGroupMemberRatchet, params, call)
    return answer.connectionStats
  }

  /**
   * Uses a contact again that the core has disabled after too many errors.
   *
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * await api.apiEnableContact(contactId)
   * ```
   */
  async apiEnableContact(contactId: number, options?: CallOptions): Promise<void> {
    await this.send(CC.APIEnableContact, { contactId }, options)
  }

  /**
   * Uses a member again that the core has disabled after too many errors.
   *
   * @throws {ChatCommandError} `groupMemberNotFound`
   *
   * @example
   * ```ts
   * await api.apiEnableGroupMember(groupId, groupMemberId)
   * ```
   */
  async apiEnableGroupMember(
    groupId: number,
    groupMemberId: number,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APIEnableGroupMember, { groupId, groupMemberId }, options)
  }
}
