import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { type ChatTarget, chatRef } from "./chat-target.ts"
import { CommandSet } from "./command-set.ts"

/** Aliases, notifications and delivery receipts: settings that only the user sees. */
export abstract class ChatSettingsCommands extends CommandSet {
  /**
   * Gives a contact a name of your own, which the contact does not see.
   *
   * @param alias absent removes it
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * await api.apiSetContactAlias(contact.contactId, "plumber")
   * ```
   */
  async apiSetContactAlias(
    contactId: number,
    alias?: string,
    options?: CallOptions,
  ): Promise<T.Contact> {
    const answer = await this.send(CC.APISetContactAlias, { contactId, localAlias: alias }, options)
    return answer.toContact
  }

  /**
   * Gives a group a name of your own, which the members do not see.
   *
   * @param alias absent removes it
   * @throws {ChatCommandError} `groupNotFound`
   *
   * @example
   * ```ts
   * await api.apiSetGroupAlias(groupId, "neighbours")
   * ```
   */
  async apiSetGroupAlias(
    groupId: number,
    alias?: string,
    options?: CallOptions,
  ): Promise<T.GroupInfo> {
    const answer = await this.send(CC.APISetGroupAlias, { groupId, localAlias: alias }, options)
    return answer.toGroup
  }

  /**
   * Gives a pending connection a name of your own.
   *
   * @param connectionId `pccConnId` of the connection
   * @param alias absent removes it
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetConnectionAlias(connection.pccConnId, "for the plumber")
   * ```
   */
  async apiSetConnectionAlias(
    connectionId: number,
    alias?: string,
    options?: CallOptions,
  ): Promise<T.PendingContactConnection> {
    const answer = await this.send(
      CC.APISetConnectionAlias,
      { connectionId, localAlias: alias },
      options,
    )
    return answer.toConnection
  }

  /**
   * Sets whether a contact or a group notifies, sends receipts, and is a favorite.
   *
   * @param settings all of them: what is left out gets its default
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetChatSettings(group, { enableNtfs: "mentions", favorite: true })
   * ```
   */
  async apiSetChatSettings(
    chat: ChatTarget,
    settings: T.ChatSettings,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(
      CC.APISetChatSettings,
      { chatRef: chatRef(chat), chatSettings: settings },
      options,
    )
  }

  /**
   * Shows or hides the messages of a member, for this user only.
   *
   * @throws {ChatCommandError} `groupMemberNotFound`
   *
   * @example
   * ```ts
   * await api.apiSetMemberSettings(groupId, groupMemberId, { showMessages: false })
   * ```
   */
  async apiSetMemberSettings(
    groupId: number,
    groupMemberId: number,
    settings: T.GroupMemberSettings,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(
      CC.APISetMemberSettings,
      { groupId, groupMemberId, memberSettings: settings },
      options,
    )
  }

  /**
   * Sets whether contacts of a user get delivery receipts.
   *
   * @param settings `clearOverrides` also removes the settings of single contacts
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * await api.apiSetContactReceipts(user.userId, { enable: false, clearOverrides: true })
   * ```
   */
  async apiSetContactReceipts(
    userId: number,
    settings: T.UserMsgReceiptSettings,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APISetUserContactReceipts, { userId, settings }, options)
  }

  /**
   * Sets whether small groups of a user get delivery receipts.
   *
   * @param settings `clearOverrides` also removes the settings of single groups
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * await api.apiSetGroupReceipts(user.userId, { enable: true, clearOverrides: false })
   * ```
   */
  async apiSetGroupReceipts(
    userId: number,
    settings: T.UserMsgReceiptSettings,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APISetUserGroupReceipts, { userId, settings }, options)
  }

  /**
   * Sets whether contacts of all users get delivery receipts.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetAllContactReceipts(false)
   * ```
   */
  async apiSetAllContactReceipts(enable: boolean, options?: CallOptions): Promise<void> {
    await this.send(CC.SetAllContactReceipts, { enable }, options)
  }
}
