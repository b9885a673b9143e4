import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { undefinedWhen } from "../sending/undefined-when.ts"
import { CommandSet } from "./command-set.ts"

/** The contact address of a user, by which people ask to connect. */
export abstract class AddressCommands extends CommandSet {
  /**
   * Creates the contact address of a user, who must be the active one. Waits for the network.
   *
   * @returns the link, in its full and its short form
   * @throws {ChatCommandError} `duplicateContactLink` when there is one already
   *
   * @example
   * ```ts
   * const { connShortLink } = await api.apiCreateUserAddress(user.userId)
   * ```
   */
  async apiCreateUserAddress(userId: number, options?: CallOptions): Promise<T.CreatedConnLink> {
    const answer = await this.send(CC.APICreateMyAddress, { userId }, options)
    return answer.connLinkContact
  }

  /**
   * Deletes the address. It can no longer be used to connect; contacts stay.
   *
   * @throws {ChatCommandError} `userContactLinkNotFound` when there is none
   */
  async apiDeleteUserAddress(userId: number, options?: CallOptions): Promise<void> {
    await this.send(CC.APIDeleteMyAddress, { userId }, options)
  }

  /**
   * Reads the address and its settings.
   *
   * @returns undefined when the user has no address
   * @throws {ChatCommandError}
   */
  apiGetUserAddress(userId: number, options?: CallOptions): Promise<T.UserContactLink | undefined> {
    const address = this.send(CC.APIShowMyAddress, { userId }, options)
    return undefinedWhen(
      "userContactLinkNotFound",
      address.then(({ contactLink }) => contactLink),
    )
  }

  /**
   * Shows the address in the profile, so that contacts see it, or takes it out. Waits for the
   * network.
   *
   * @param enable false takes it out; the address itself stays
   * @returns how the change of the profile reached the contacts; undefined when nothing changed
   * @throws {ChatCommandError} `userContactLinkNotFound` when there is no address
   */
  async apiSetProfileAddress(
    userId: number,
    enable: boolean,
    options?: CallOptions,
  ): Promise<T.UserProfileUpdateSummary | undefined> {
    const answer = await this.send(CC.APISetProfileAddress, { userId, enable }, options)
    return answer.type === "userProfileUpdated" ? answer.updateSummary : undefined
  }

  /**
   * Says how requests to the address are treated: accepted without asking, replied to, in business
   * chats. Waits for the network.
   *
   * @param settings all of them: what is left out is turned off
   * @returns the address with its new settings
   * @throws {ChatCommandError} `userContactLinkNotFound` when there is no address
   *
   * @example
   * ```ts
   * await api.apiSetAddressSettings(user.userId, {
   *   businessAddress: false,
   *   autoAccept: { acceptIncognito: false },
   *   autoReply: { type: "text", text: "Hello!" },
   * })
   * ```
   */
  async apiSetAddressSettings(
    userId: number,
    settings: T.AddressSettings,
    options?: CallOptions,
  ): Promise<T.UserContactLink> {
    const answer = await this.send(CC.APISetAddressSettings, { userId, settings }, options)
    return answer.contactLink
  }

  /**
   * Gives an old address its short form. Waits for the network.
   *
   * @returns the address with both links
   * @throws {ChatCommandError} `userContactLinkNotFound` when there is no address
   *
   * @example
   * ```ts
   * const { connLinkContact } = await api.apiAddAddressShortLink(user.userId)
   * ```
   */
  async apiAddAddressShortLink(userId: number, options?: CallOptions): Promise<T.UserContactLink> {
    const answer = await this.send(CC.APIAddMyAddressShortLink, { userId }, options)
    return answer.contactLink
  }
}
