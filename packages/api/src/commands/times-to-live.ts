import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { type ChatTarget, chatRef } from "./chat-target.ts"
import { CommandSet } from "./command-set.ts"

/** How long messages are kept in this database. */
export abstract class TimeToLiveCommands extends CommandSet {
  /**
   * Reads after how many seconds the items of a user are deleted from this database.
   *
   * @returns seconds; 0 keeps them
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * const seconds = await api.apiGetChatItemTTL(user.userId)
   * ```
   */
  async apiGetChatItemTTL(userId: number, options?: CallOptions): Promise<number> {
    const answer = await this.send(CC.APIGetChatItemTTL, { userId }, options)
    return answer.chatItemTTL ?? 0
  }

  /**
   * Sets after how many seconds the items of a user are deleted from this database.
   *
   * @param seconds 0 keeps them
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * await api.apiSetChatItemTTL(user.userId, 30 * 86_400)
   * ```
   */
  async apiSetChatItemTTL(userId: number, seconds: number, options?: CallOptions): Promise<void> {
    await this.send(CC.APISetChatItemTTL, { userId, chatItemTTL: seconds }, options)
  }

  /**
   * Sets after how many seconds the items of one chat are deleted from this database.
   *
   * @param seconds 0 keeps them, undefined follows the setting of the user
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * await api.apiSetChatTTL(user.userId, contact, 86_400)
   * ```
   */
  async apiSetChatTTL(
    userId: number,
    chat: ChatTarget,
    seconds: number | undefined,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APISetChatTTL, { userId, chatRef: chatRef(chat), seconds }, options)
  }
}
