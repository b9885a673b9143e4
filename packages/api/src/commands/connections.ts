import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { checkText, knownOptions } from "../checks.ts"
import { type Answer, CommandSet } from "./command-set.ts"
import { incognitoKinds, type IncognitoOptions } from "./groups.ts"
import { linkText } from "./link-text.ts"

export interface ConnectPlanOptions extends CallOptions {
  /** Whether to ask servers; absent asks them about what is not known here. */
  readonly resolveMode?: T.PlanResolveMode | undefined
  /** Signature of the link's owner, from the message that shared the link. */
  readonly linkOwnerSig?: T.LinkOwnerSig | undefined
}

/** A request to the address that waits to be accepted or rejected. */
export interface PendingContactRequest {
  /** Id to accept or reject it with. */
  readonly contactRequestId: number
  /** The contact that the request is listed as, where there is one. */
  readonly contactId: number | undefined
  /** What the sender goes by. Not an identity. */
  readonly displayName: string
}

/** More than there can be: the core has no other way to list all chats in one order. */
const allChats = 1_000_000

/** Getting connected with people and groups. */
export abstract class ConnectionCommands extends CommandSet {
  /**
   * Makes a one-time invitation link for one other person. The event `contactConnected` follows
   * when it was used. Waits for the network.
   *
   * @returns the link as text, in its short form where there is one
   * @throws {ChatCommandError} `differentActiveUser`, `BROKER NETWORK`
   */
  async apiCreateLink(userId: number, options: IncognitoOptions = {}): Promise<string> {
    const { incognito = false, ...call } = knownOptions(options, incognitoKinds)
    const answer = await this.send(CC.APIAddContact, { userId, incognito }, call)
    return linkText(answer.connLinkInvitation)
  }

  /**
   * Finds out what a link leads to, without connecting. Waits for the network.
   *
   * @param connectTarget an invitation, address or group link, full or short, or a SimpleX name
   * @returns the plan, and the link in the form that {@link apiConnect} takes
   * @throws {ChatCommandError} `invalidConnReq` when it is no link, `SMP AUTH` when it was deleted,
   *   `BROKER NETWORK` when its server cannot be reached
   *
   * @example
   * ```ts
   * const { connectionPlan, connLink } = await api.apiConnectPlan(user.userId, text)
   * if (connectionPlan.type === "groupLink") await api.apiConnect(user.userId, false, connLink)
   * ```
   */
  async apiConnectPlan(
    userId: number,
    connectTarget: string,
    options: ConnectPlanOptions = {},
  ): Promise<CR.ConnectionPlan> {
    const kinds = { resolveMode: "any", linkOwnerSig: "any" } as const
    const { resolveMode, linkOwnerSig, ...call } = knownOptions(options, kinds)
    const params = { userId, connectTarget, resolveMode, linkOwnerSig }
    return this.send(CC.APIConnectPlan, params, call)
  }

  /**
   * Connects through a link of {@link apiConnectPlan}. The contact or the group comes later, by the
   * event `contactConnected` or `userJoinedGroup`. Waits for the network.
   *
   * @param incognito whether the other side sees a random profile
   * @returns `sentConfirmation` for a one-time invitation, `sentInvitation` for an address or a
   *   group link, `contactAlreadyExists`
   * @throws {ChatCommandError} `invalidConnReq`, `SMP AUTH` when the link was deleted or used
   */
  apiConnect(
    userId: number,
    incognito: boolean,
    preparedLink: T.CreatedConnLink,
    options?: CallOptions,
  ): Promise<Answer<CC.APIConnect.Response>> {
    return this.send(CC.APIConnect, { userId, incognito, preparedLink_: preparedLink }, options)
  }

  /**
   * Connects the active user through a link as text. Waits for the network.
   *
   * @param connLink an invitation, address or group link, full or short
   * @returns as {@link apiConnect}; `connectionPlan` when the link leads to a known contact, and
   *   nothing was done then
   * @throws {ChatCommandError} as {@link apiConnect}
   */
  async apiConnectActiveUser(
    connLink: string,
    options: IncognitoOptions = {},
  ): Promise<Answer<CC.Connect.Response>> {
    // Without one the core makes an invitation.
    checkText(connLink, "connLink")
    const { incognito = false, ...call } = knownOptions(options, incognitoKinds)
    return this.send(CC.Connect, { incognito, connTarget_: connLink }, call)
  }

  /**
   * Lists the requests to the address that wait to be accepted or rejected, such as those that came
   * while nothing listened for `receivedContactRequest`.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * for (const { contactRequestId } of await api.apiListContactRequests(user.userId)) {
   *   await api.apiAcceptContactRequest(contactRequestId)
   * }
   * ```
   */
  async apiListContactRequests(
    userId: number,
    options?: CallOptions,
  ): Promise<PendingContactRequest[]> {
    const pagination = { type: "last", count: allChats } as const
    const query = { type: "filters", favorite: false, unread: false } as const
    const params = { userId, pendingConnections: true, pagination, query }
    const { chats } = await this.send(CC.APIGetChats, params, options)
    return chats.flatMap(({ chatInfo }): PendingContactRequest[] => {
      if (chatInfo.type === "contactRequest") {
        const { contactRequestId, contactId_: contactId, profile } = chatInfo.contactRequest
        return [{ contactRequestId, contactId, displayName: profile.displayName }]
      }
      if (chatInfo.type !== "direct") return []
      const { contactId, contactRequestId, activeConn, profile } = chatInfo.contact
      // One that was accepted has a connection.
      return contactRequestId === undefined || activeConn !== undefined
        ? []
        : [{ contactRequestId, contactId, displayName: profile.displayName }]
    })
  }

  /**
   * Accepts a request that `receivedContactRequest` brought. The event `contactConnected` follows.
   * Waits for the network.
   *
   * @param contactReqId `contactRequestId` of the request
   * @returns the contact, not connected yet
   * @throws {ChatCommandError} `contactRequestNotFound` when there is none with this id, as after
   *   rejecting it; `CMD PROHIBITED` when it was accepted already
   */
  async apiAcceptContactRequest(
    contactReqId: number,
    options: IncognitoOptions = {},
  ): Promise<T.Contact> {
    const { incognito, ...call } = knownOptions(options, incognitoKinds)
    const answer = await this.send(CC.APIAcceptContact, { contactReqId, incognito }, call)
    return answer.contact
  }

  /**
   * Rejects a request. The person who asked is not notified.
   *
   * @param contactReqId `contactRequestId` of the request
   * @throws {ChatCommandError} `contactRequestNotFound` when there is none with this id
   */
  async apiRejectContactRequest(contactReqId: number, options?: CallOptions): Promise<void> {
    await this.send(CC.APIRejectContact, { contactReqId }, options)
  }
}
