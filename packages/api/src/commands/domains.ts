import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"

/** SimpleX names of users, contacts and groups. All wait for the network. */
export abstract class DomainCommands extends CommandSet {
  /**
   * Sets the SimpleX name in the profile of a user, or removes it. The name must lead to the
   * address of the user already.
   *
   * @param domain such as `bob.simplex`; absent removes it
   * @returns how the change reached the contacts; undefined when nothing differs
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * await api.apiSetUserDomain(user.userId, "bob.simplex")
   * ```
   */
  async apiSetUserDomain(
    userId: number,
    domain?: string,
    options?: CallOptions,
  ): Promise<T.UserProfileUpdateSummary | undefined> {
    const answer = await this.send(CC.APISetUserDomain, { userId, simplexDomain: domain }, options)
    return answer.type === "userProfileUpdated" ? answer.updateSummary : undefined
  }

  /**
   * Verifies that the SimpleX name of a contact leads to it.
   *
   * @returns the contact; `verificationFailure` says why it is not verified
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * const { verificationFailure } = await api.apiVerifyContactDomain(contactId)
   * ```
   */
  async apiVerifyContactDomain(
    contactId: number,
    options?: CallOptions,
  ): Promise<CR.ContactDomainVerified> {
    const answer = await this.send(CC.APIVerifyContactDomain, { contactId }, options)
    return answer
  }

  /**
   * Verifies that the SimpleX name of a group leads to it.
   *
   * @returns the group; `verificationFailure` says why it is not verified
   * @throws {ChatCommandError} `groupNotFound`
   *
   * @example
   * ```ts
   * const { verificationFailure } = await api.apiVerifyGroupDomain(groupId)
   * ```
   */
  async apiVerifyGroupDomain(
    groupId: number,
    options?: CallOptions,
  ): Promise<CR.GroupDomainVerified> {
    const answer = await this.send(CC.APIVerifyGroupDomain, { groupId }, options)
    return answer
  }
}
