import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { InvalidArgumentError } from "../checks.ts"
import { type ChatTarget, chatRef } from "./chat-target.ts"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

/** The tags of chats, which apps show as lists. */
export abstract class ChatTagCommands extends CommandSet {
  /**
   * Lists the tags of a user.
   *
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * const tags = await api.apiGetChatTags(user.userId)
   * ```
   */
  async apiGetChatTags(userId: number, options?: CallOptions): Promise<T.ChatTag[]> {
    const answer = await this.send(CC.APIGetChatTags, { userId }, options)
    return answer.userTags
  }

  /**
   * Creates a tag for the active user.
   *
   * @returns all tags of the user
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const tags = await api.apiCreateChatTag({ emoji: "🔥", text: "urgent" })
   * ```
   */
  async apiCreateChatTag(tag: T.ChatTagData, options?: CallOptions): Promise<T.ChatTag[]> {
    const answer = await this.send(CC.APICreateChatTag, { chatTagData: tag }, options)
    return answer.userTags
  }

  /**
   * Renames a tag.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiUpdateChatTag(chatTagId, { text: "later" })
   * ```
   */
  async apiUpdateChatTag(
    chatTagId: number,
    tag: T.ChatTagData,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APIUpdateChatTag, { chatTagId, chatTagData: tag }, options)
  }

  /**
   * Deletes a tag, and takes it off all chats.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiDeleteChatTag(chatTagId)
   * ```
   */
  async apiDeleteChatTag(chatTagId: number, options?: CallOptions): Promise<void> {
    await this.send(CC.APIDeleteChatTag, { chatTagId }, options)
  }

  /**
   * Sets the order of the tags.
   *
   * @param chatTagIds the ids of all tags, in the new order
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiReorderChatTags([3, 1, 2])
   * ```
   */
  async apiReorderChatTags(chatTagIds: OneOrMore<number>, options?: CallOptions): Promise<void> {
    await this.send(CC.APIReorderChatTags, { chatTagIds }, options)
  }

  /**
   * Sets the tags of a contact or a group.
   *
   * @param chatTagIds all tags that the chat is to have; none when empty
   * @returns all tags of the user, and the ids of those of the chat
   * @throws {InvalidArgumentError} when `chatTagIds` is no list
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetChatTags(contact, [urgent.chatTagId])
   * ```
   */
  async apiSetChatTags(
    chat: ChatTarget,
    chatTagIds: readonly number[],
    options?: CallOptions,
  ): Promise<CR.TagsUpdated> {
    if (!Array.isArray(chatTagIds))
      throw new InvalidArgumentError("chatTagIds", "must be a list; an empty one for none")
    const [first, ...others] = chatTagIds as readonly number[]
    const answer = await this.send(
      CC.APISetChatTags,
      { chatRef: chatRef(chat), chatTagIds: first === undefined ? undefined : [first, ...others] },
      options,
    )
    return answer
  }
}
