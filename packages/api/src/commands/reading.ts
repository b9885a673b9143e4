import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { type ChatTarget, chatRef } from "./chat-target.ts"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

export interface SearchOptions extends CallOptions {
  /** Only items that contain this text. */
  readonly search?: string | undefined
}

/** What was read, and what is known of single messages. */
export abstract class ReadingCommands extends CommandSet {
  /**
   * Marks all items of a chat as read.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiChatRead(item.chatInfo)
   * ```
   */
  async apiChatRead(chat: ChatTarget, options?: CallOptions): Promise<void> {
    await this.send(CC.APIChatRead, { chatRef: chatRef(chat) }, options)
  }

  /**
   * Marks items as read. The timers of disappearing messages start then.
   *
   * @param chatItemIds `itemId` of the items; an id that is not in the chat is ignored
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiChatItemsRead(contact, [meta.itemId])
   * ```
   */
  async apiChatItemsRead(
    chat: ChatTarget,
    chatItemIds: OneOrMore<number>,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APIChatItemsRead, { chatRef: chatRef(chat), chatItemIds }, options)
  }

  /**
   * Marks a chat as unread, or removes that mark.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiChatUnread(contact, true)
   * ```
   */
  async apiChatUnread(chat: ChatTarget, unread: boolean, options?: CallOptions): Promise<void> {
    await this.send(CC.APIChatUnread, { chatRef: chatRef(chat), unreadChat: unread }, options)
  }

  /**
   * Marks all chats of a user as read.
   *
   * @throws {ChatCommandError} `userUnknown`
   *
   * @example
   * ```ts
   * await api.apiUserRead(user.userId)
   * ```
   */
  async apiUserRead(userId: number, options?: CallOptions): Promise<void> {
    await this.send(CC.APIUserRead, { userId }, options)
  }

  /**
   * Deletes all items of a chat from this database. The other side keeps its copy.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiClearChat(contact)
   * ```
   */
  async apiClearChat(chat: ChatTarget, options?: CallOptions): Promise<void> {
    await this.send(CC.APIClearChat, { chatRef: chatRef(chat) }, options)
  }

  /**
   * Reads the versions of an item, to which members it was delivered, and where it was forwarded
   * from.
   *
   * @throws {ChatCommandError} `chatItemNotFound`
   *
   * @example
   * ```ts
   * const { memberDeliveryStatuses } = await api.apiGetChatItemInfo(group, itemId)
   * ```
   */
  async apiGetChatItemInfo(
    chat: ChatTarget,
    chatItemId: number,
    options?: CallOptions,
  ): Promise<T.ChatItemInfo> {
    const answer = await this.send(
      CC.APIGetChatItemInfo,
      { chatRef: chatRef(chat), chatItemId },
      options,
    )
    return answer.chatItemInfo
  }

  /**
   * Reads items of all chats of the active user, the oldest first.
   *
   * @param pagination which items, and how many at most
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const items = await api.apiGetChatItems({ type: "last", count: 20 })
   * ```
   */
  async apiGetChatItems(
    pagination: T.ChatPagination,
    options: SearchOptions = {},
  ): Promise<T.AChatItem[]> {
    const { search, ...call } = knownOptions(options, { search: "text" })
    const params = { chatPagination: pagination, search }
    const answer = await this.send(CC.APIGetChatItems, params, call)
    return answer.chatItems
  }

  /**
   * Lists the kinds of content that a chat has, to read the items of one kind with `apiGetChat`.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const kinds = await api.apiGetChatContentTypes(group)
   * ```
   */
  async apiGetChatContentTypes(
    chat: ChatTarget,
    options?: CallOptions,
  ): Promise<T.MsgContentTag[]> {
    const answer = await this.send(CC.APIGetChatContentTypes, { chatRef: chatRef(chat) }, options)
    return answer.contentTypes
  }

  /**
   * Lists the members who reacted in this way to an item of a group.
   *
   * @param item the group, and the id of the item in it
   * @param reaction one of the emojis that the core knows
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * const reaction = { type: "emoji", emoji: "👍" } as const
   * const members = await api.apiGetReactionMembers(userId, { groupId, chatItemId }, reaction)
   * ```
   */
  async apiGetReactionMembers(
    userId: number,
    item: { readonly groupId: number; readonly chatItemId: number },
    reaction: T.MsgReaction,
    options?: CallOptions,
  ): Promise<T.MemberReaction[]> {
    const answer = await this.send(CC.APIGetReactionMembers, { userId, ...item, reaction }, options)
    return answer.memberReactions
  }
}
