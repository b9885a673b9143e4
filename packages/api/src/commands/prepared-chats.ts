import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { type Answer, CommandSet } from "./command-set.ts"
import { incognitoKinds, type IncognitoOptions } from "./groups.ts"

export interface PrepareOptions extends CallOptions {
  /** The SimpleX name that the link was found by, once it is verified. */
  readonly verifiedDomain?: string | undefined
}

export interface PrepareGroupOptions extends PrepareOptions {
  /** False for a channel, which is joined through its relays; true when absent. */
  readonly directLink?: boolean | undefined
}

export interface ConnectPreparedOptions extends IncognitoOptions {
  /** A message that goes with the request. */
  readonly message?: T.MsgContent | undefined
}

export interface ConnectPreparedGroupOptions extends ConnectPreparedOptions {
  /** The owner of the group, when the user has it as a contact. */
  readonly ownerContact?: T.GroupOwnerContact | undefined
}

/** Chats that are made from the plan of a link before the user connects, and pending connections. */
export abstract class PreparedChatCommands extends CommandSet {
  /**
   * Makes a contact or business chat from the plan of a link, without connecting.
   *
   * @param connLink `connLink` of the answer of `apiConnectPlan`
   * @param data `contactSLinkData_` of its plan
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * const chat = await api.apiPrepareContact(user.userId, connLink, contactSLinkData_)
   * ```
   */
  async apiPrepareContact(
    userId: number,
    connLink: T.CreatedConnLink,
    data: T.ContactShortLinkData,
    options: PrepareOptions = {},
  ): Promise<T.AChat> {
    const { verifiedDomain, ...call } = knownOptions(options, { verifiedDomain: "text" })
    const params = { userId, connLink, verifiedDomain, contactShortLinkData: data }
    const answer = await this.send(CC.APIPrepareContact, params, call)
    return answer.chat
  }

  /**
   * Makes a group chat from the plan of a link, without joining.
   *
   * @param connLink `connLink` of the answer of `apiConnectPlan`
   * @param data `groupSLinkData_` of its plan
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * const { groupSLinkInfo_: info } = connectionPlan.groupLinkPlan
   * const options = { directLink: info?.direct }
   * const chat = await api.apiPrepareGroup(user.userId, connLink, groupSLinkData_, options)
   * ```
   */
  async apiPrepareGroup(
    userId: number,
    connLink: T.CreatedConnLink,
    data: T.GroupShortLinkData,
    options: PrepareGroupOptions = {},
  ): Promise<T.AChat> {
    const kinds = { directLink: "flag", verifiedDomain: "text" } as const
    const { directLink = true, verifiedDomain, ...call } = knownOptions(options, kinds)
    const answer = await this.send(
      CC.APIPrepareGroup,
      { userId, connLink, directLink, verifiedDomain, groupShortLinkData: data },
      call,
    )
    return answer.chat
  }

  /**
   * Moves a prepared contact to another user.
   *
   * @throws {ChatCommandError} `contactNotFound`, `userUnknown`
   *
   * @example
   * ```ts
   * await api.apiChangePreparedContactUser(contactId, other.userId)
   * ```
   */
  async apiChangePreparedContactUser(
    contactId: number,
    newUserId: number,
    options?: CallOptions,
  ): Promise<T.Contact> {
    const answer = await this.send(
      CC.APIChangePreparedContactUser,
      { contactId, newUserId },
      options,
    )
    return answer.toContact
  }

  /**
   * Moves a prepared group to another user.
   *
   * @throws {ChatCommandError} `groupNotFound`, `userUnknown`
   *
   * @example
   * ```ts
   * await api.apiChangePreparedGroupUser(groupId, other.userId)
   * ```
   */
  async apiChangePreparedGroupUser(
    groupId: number,
    newUserId: number,
    options?: CallOptions,
  ): Promise<T.GroupInfo> {
    const answer = await this.send(CC.APIChangePreparedGroupUser, { groupId, newUserId }, options)
    return answer.toGroup
  }

  /**
   * Connects to a prepared contact; `contactConnected` follows. Waits for the network.
   *
   * @returns `startedConnectionToContact`, or `contactAlreadyExists` when the link leads to a known
   *   contact
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * const message = { type: "text", text: "Hello!" } as const
   * await api.apiConnectPreparedContact(contactId, { message })
   * ```
   */
  async apiConnectPreparedContact(
    contactId: number,
    options: ConnectPreparedOptions = {},
  ): Promise<Answer<CC.APIConnectPreparedContact.Response>> {
    const kinds = { incognito: "flag", message: "any" } as const
    const { incognito = false, message, ...call } = knownOptions(options, kinds)
    const answer = await this.send(
      CC.APIConnectPreparedContact,
      { contactId, incognito, msgContent_: message },
      call,
    )
    return answer
  }

  /**
   * Joins a prepared group or channel; `userJoinedGroup` follows. Waits for the network.
   *
   * @returns the group; `relayResults` says which relays of a channel were reached
   * @throws {ChatCommandError} `groupNotFound`
   *
   * @example
   * ```ts
   * const { groupInfo } = await api.apiConnectPreparedGroup(groupId)
   * ```
   */
  async apiConnectPreparedGroup(
    groupId: number,
    options: ConnectPreparedGroupOptions = {},
  ): Promise<CR.StartedConnectionToGroup> {
    const kinds = { incognito: "flag", ownerContact: "any", message: "any" } as const
    const { incognito = false, ownerContact, message, ...call } = knownOptions(options, kinds)
    const answer = await this.send(
      CC.APIConnectPreparedGroup,
      { groupId, incognito, ownerContact, msgContent_: message },
      call,
    )
    return answer
  }

  /**
   * Connects to a known person by the address in the profile of the contact. Waits for the network.
   *
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * await api.apiConnectContactViaAddress(user.userId, contactId)
   * ```
   */
  async apiConnectContactViaAddress(
    userId: number,
    contactId: number,
    options: IncognitoOptions = {},
  ): Promise<T.Contact> {
    const { incognito = false, ...call } = knownOptions(options, incognitoKinds)
    const params = { userId, incognito, contactId }
    const answer = await this.send(CC.APIConnectContactViaAddress, params, call)
    return answer.contact
  }

  /**
   * Sets whether the person who uses an invitation sees a random profile. Waits for the network.
   *
   * @param connectionId `pccConnId` of an invitation that was not used
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetConnectionIncognito(connection.pccConnId, true)
   * ```
   */
  async apiSetConnectionIncognito(
    connectionId: number,
    incognito: boolean,
    options?: CallOptions,
  ): Promise<T.PendingContactConnection> {
    const answer = await this.send(
      CC.APISetConnectionIncognito,
      { connectionId, incognito },
      options,
    )
    return answer.toConnection
  }

  /**
   * Moves an invitation that was not used to another user, which gives it a new link. Waits for the
   * network.
   *
   * @param connectionId `pccConnId` of the invitation
   * @throws {ChatCommandError} `userUnknown`
   *
   * @example
   * ```ts
   * const { connLinkInv } = await api.apiChangeConnectionUser(pccConnId, other.userId)
   * ```
   */
  async apiChangeConnectionUser(
    connectionId: number,
    newUserId: number,
    options?: CallOptions,
  ): Promise<T.PendingContactConnection> {
    const answer = await this.send(CC.APIChangeConnectionUser, { connectionId, newUserId }, options)
    return answer.toConnection
  }
}
