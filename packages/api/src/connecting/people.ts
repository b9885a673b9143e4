import type { WaitOptions } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import { callKinds, checkId, checkOptions, checkText, knownOptions } from "../checks.ts"
import type { PendingContactRequest } from "../commands/connections.ts"
import { incognitoKinds, type IncognitoOptions } from "../commands/groups.ts"
import { linkText } from "../commands/link-text.ts"
import { ChatCommandError } from "../errors.ts"
import { FileTransfers } from "../files/transfers.ts"
import { codeOf } from "../sending/error-code.ts"
import type { Tagged } from "../wire/envelope.ts"
import { ConnectedContacts } from "./connected-contacts.ts"
import { ConnectError } from "./connect-error.ts"

/** A one-time link for one other person. */
export interface Invitation {
  /** The link as text, in its short form where there is one. */
  readonly link: string
  /** Keep it where the link outlives the process: {@link People.contactOfConnection} takes it. */
  readonly connectionId: number
  /**
   * Resolves to the contact behind this link, even if others connect at the same time; at once when it
   * is there already.
   *
   * @throws {ConnectError} `timeout`, `aborted`, `closed`
   */
  connected(options?: WaitOptions): Promise<T.Contact>
}

/** Connecting with people, seen through to the contact. */
export abstract class People extends FileTransfers {
  /**
   * Connects to a link and resolves to the contact behind it, even if others connect at the same time;
   * at once when the link leads to a contact that is there already. With an address that does not
   * accept by itself it takes until its owner accepts: set a deadline. Call it again with the same link at any
   * time, such as after that deadline: the request is not sent again, for an address after a restart as well.
   * Of a one-time link that was used before a restart the core knows nothing: `SMP AUTH`. `apiConnect` sends a
   * request that was rejected again.
   *
   * @param link a one-time link or an address, full or short
   * @param options.incognito whether the other side sees a random profile
   * @param options.timeoutMs how long to wait for all of it, in milliseconds; no limit when absent
   * @throws {ConnectError} when it leads to no contact, or not in time
   * @throws {ChatCommandError} `invalidConnReq` when it is no link, `SMP AUTH` when it was deleted or
   *   used, `BROKER NETWORK` when its server cannot be reached
   *
   * @example
   * ```ts
   * const contact = await api.connectTo(link, { timeoutMs: 60_000 })
   * await api.apiSendTextMessage(contact, "Nice to meet you")
   * ```
   */
  async connectTo(link: string, options: IncognitoOptions = {}): Promise<T.Contact> {
    checkText(link, "link")
    const { signal, timeoutMs, incognito = false } = knownOptions(options, incognitoKinds)
    const start = performance.now()
    const left = (): WaitOptions =>
      timeoutMs === undefined
        ? { signal }
        : { signal, timeoutMs: Math.max(0, timeoutMs - (performance.now() - start)) }
    const contacts = ConnectedContacts.of(this.signals)
    const userId = await this.#userId(left())
    const used = await contacts.usedFor(link)
    // Its plan would be that of a new link, or of none.
    if (used !== undefined)
      return typeof used === "number" ? this.contactOfConnection(used, left()) : used
    const { connectionPlan, connLink } = await this.apiConnectPlan(userId, link, left())
    const known = leadsTo(connectionPlan)
    if (known === "asked") return this.#whenKnown(userId, link, left)
    if (known !== undefined) return isReady(known) ? known : contacts.when(connIdOf(known), left())
    const connect = async (): Promise<T.Contact | number> => {
      const answer = await this.apiConnect(userId, incognito, connLink, left())
      if (answer.type === "contactAlreadyExists") return answer.contact
      if (!("connection" in answer)) throw new ConnectError("connecting")
      return answer.connection.pccConnId
    }
    const isOneTime = connectionPlan.type === "invitationLink"
    const connected = await (isOneTime ? contacts.useOnce(link, connect) : connect())
    return typeof connected === "number" ? contacts.when(connected, left()) : connected
  }

  /**
   * Makes a one-time link, and watches who uses it. Waits for the network.
   *
   * @param options.incognito whether the other side sees a random profile
   * @throws {ChatCommandError} `BROKER NETWORK`
   *
   * @example
   * ```ts
   * const invitation = await api.invite()
   * console.log("Connect to me:", invitation.link)
   * const contact = await invitation.connected({ timeoutMs: 600_000 })
   * await api.apiSendTextMessage(contact, "Welcome!")
   * ```
   */
  async invite(options: IncognitoOptions = {}): Promise<Invitation> {
    const { incognito = false, ...call } = knownOptions(options, incognitoKinds)
    const contacts = ConnectedContacts.of(this.signals)
    const params = { userId: await this.#userId(call), incognito }
    const { connection, connLinkInvitation } = await this.send(CC.APIAddContact, params, call)
    return {
      link: linkText(connLinkInvitation),
      connectionId: connection.pccConnId,
      connected: async (wait = {}) => {
        checkOptions(wait, callKinds)
        return contacts.when(connection.pccConnId, wait)
      },
    }
  }

  /**
   * Resolves to the contact of a connection, as `Invitation.connected` does, and also after a
   * restart; at once when the contact is there already.
   *
   * @param connectionId `connectionId` of an invitation, or `pccConnId` of a pending connection
   * @throws {ConnectError} `timeout`, `aborted`, `closed`
   *
   * @example
   * ```ts
   * const { link, connectionId } = await api.invite()
   * // In another run of the program:
   * const contact = await api.contactOfConnection(connectionId, { timeoutMs: 600_000 })
   * ```
   */
  async contactOfConnection(connectionId: number, options: WaitOptions = {}): Promise<T.Contact> {
    checkId(connectionId, "connectionId")
    checkOptions(options, callKinds)
    // First: it can connect while the contacts are listed.
    const connected = ConnectedContacts.of(this.signals).when(connectionId, options)
    connected.catch(() => {})
    const contacts = await this.apiListContacts(await this.#userId(options), options)
    const known = contacts.find(({ activeConn }) => activeConn?.connId === connectionId)
    return known !== undefined && isReady(known) ? known : connected
  }

  /**
   * Lists the requests to connect to the user's address that wait to be accepted or rejected, for
   * instance those that came while nothing ran.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * for (const { contactRequestId } of await api.pendingContactRequests()) {
   *   await api.apiAcceptContactRequest(contactRequestId)
   * }
   * ```
   */
  async pendingContactRequests(options: WaitOptions = {}): Promise<PendingContactRequest[]> {
    return this.apiListContactRequests(await this.#userId(options), options)
  }

  /** The contact of a link that was used before: the core knows it once it has connected. */
  async #whenKnown(userId: number, link: string, left: () => WaitOptions): Promise<T.Contact> {
    const contacts = ConnectedContacts.of(this.signals)
    for (;;) {
      // First: it can connect while the core is asked.
      const next = contacts.next(left())
      next.catch(() => {})
      const { connectionPlan } = await this.apiConnectPlan(userId, link, left())
      const known = leadsTo(connectionPlan)
      if (known !== undefined && known !== "asked") {
        return isReady(known) ? known : contacts.when(connIdOf(known), left())
      }
      await next
    }
  }

  async #userId(options: WaitOptions): Promise<number> {
    return (await this.send(CC.ShowActiveUser, {}, options)).user.userId
  }
}

/**
 * The contact to which a link leads already; `asked` when the link was used and no contact is known yet;
 * undefined when one is to be connected.
 *
 * @throws {ConnectError} when no contact can come of it
 */
function leadsTo(plan: T.ConnectionPlan): T.Contact | "asked" | undefined {
  switch (plan.type) {
    case "invitationLink":
      return contactOf(plan.invitationLinkPlan)
    case "contactAddress":
      return contactOf(plan.contactAddressPlan)
    case "groupLink":
      throw new ConnectError("groupLink")
    case "error": {
      const { chatError } = plan
      const code = codeOf(chatError as unknown as Tagged)
      throw new ChatCommandError("APIConnectPlan", { code, chatError })
    }
    default:
      return undefined // one of a later version: the core knows what to do with it
  }
}

function contactOf(
  plan: T.InvitationLinkPlan | T.ContactAddressPlan,
): T.Contact | "asked" | undefined {
  if (plan.type === "ownLink") throw new ConnectError("ownLink")
  if (plan.type === "known" || plan.type === "connectingProhibit") return plan.contact
  if (plan.type === "connectingConfirmReconnect") return "asked"
  return plan.type === "connecting" ? (plan.contact_ ?? "asked") : undefined
}

const isReady = ({ activeConn }: T.Contact): boolean => activeConn?.connStatus.type === "ready"

function connIdOf({ activeConn }: T.Contact): number {
  if (activeConn === undefined) throw new ConnectError("connecting")
  return activeConn.connId
}
