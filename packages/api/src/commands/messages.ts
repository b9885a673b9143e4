import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions, OptionKinds } from "@simplex-chat/core"
import { checkId, checkItem, knownOptions } from "../checks.ts"
import { type ChatTarget, chatRef } from "./chat-target.ts"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

export interface SendMessagesOptions extends CallOptions {
  /** Send a live message, to be changed by updates. Only for a single message. */
  readonly liveMessage?: boolean | undefined
  /** Seconds after which the messages disappear, where the chat has that turned on. */
  readonly ttl?: number | undefined
  /** Sign the messages, in a channel. Needs SimpleX Chat 7.0.0 or newer. */
  readonly signMessages?: boolean | undefined
}

export interface UpdateChatItemOptions extends CallOptions {
  /** True for an update of a live message with more to come. */
  readonly liveMessage?: boolean | undefined
  /** Members whom the new text mentions: the name after `@`, and the `groupMemberId`. */
  readonly mentions?: Record<string, number> | undefined
}

export interface ReactionOptions extends CallOptions {
  /** False takes the reaction back; true when absent. */
  readonly add?: boolean | undefined
}

/** The options of sending. */
export const sendKinds = {
  liveMessage: "flag",
  ttl: "any",
  signMessages: "flag",
} as const satisfies OptionKinds<Omit<SendMessagesOptions, keyof CallOptions>>

/** Messages in chats with contacts and in groups. */
export abstract class MessageCommands extends CommandSet {
  /**
   * Sends messages. They are stored and on their way when this resolves; see `trackDelivery` for
   * what becomes of them.
   *
   * @param messages one or more, sent in this order; only one may quote an item
   * @returns the items, in the order of the messages
   * @throws {ChatCommandError} `largeMsg` when one is too large (see `fitsInMessage`),
   *   `contactNotReady`, `groupMemberNotActive`, `fileNotFound`
   *
   * @example
   * ```ts
   * await api.apiSendMessages(contact, [
   *   { msgContent: { type: "text", text: "one" }, mentions: {} },
   *   { msgContent: { type: "text", text: "two" }, mentions: {} },
   * ])
   * ```
   */
  async apiSendMessages(
    chat: ChatTarget,
    messages: OneOrMore<T.ComposedMessage>,
    options: SendMessagesOptions = {},
  ): Promise<T.AChatItem[]> {
    const {
      liveMessage = false,
      ttl,
      signMessages = false,
      ...call
    } = knownOptions(options, sendKinds)
    const sendRef = chatRef(chat)
    const params = { sendRef, liveMessage, ttl, signMessages, composedMessages: messages }
    const answer = await this.send(CC.APISendMessages, params, call)
    return answer.chatItems
  }

  /**
   * Sends a text.
   *
   * @param inReplyTo the id of the item in the same chat that it replies to
   * @returns the items: one
   * @throws {ChatCommandError} as {@link apiSendMessages}
   *
   * @example
   * ```ts
   * await api.apiSendTextMessage(contact, "*Welcome!*")
   * ```
   */
  async apiSendTextMessage(
    chat: ChatTarget,
    text: string,
    inReplyTo?: number,
    options?: SendMessagesOptions,
  ): Promise<T.AChatItem[]> {
    if (inReplyTo !== undefined) checkId(inReplyTo, "inReplyTo")
    const msgContent: T.MsgContent = { type: "text", text }
    return this.apiSendMessages(
      chat,
      [{ quotedItemId: inReplyTo, msgContent, mentions: {} }],
      options,
    )
  }

  /**
   * Replies to an item with a text, in the chat of the item.
   *
   * @returns the items: one
   * @throws {ChatCommandError} as {@link apiSendMessages}; `invalidQuote` when the item cannot be
   *   quoted
   *
   * @example
   * ```ts
   * api.on("newChatItems", async ({ chatItems }) => {
   *   for (const item of chatItems) await api.apiSendTextReply(item, "got it")
   * })
   * ```
   */
  async apiSendTextReply(
    item: T.AChatItem,
    text: string,
    options?: SendMessagesOptions,
  ): Promise<T.AChatItem[]> {
    checkItem(item)
    return this.apiSendTextMessage(item.chatInfo, text, item.chatItem.meta.itemId, options)
  }

  /**
   * Changes a message that was sent, up to about a day ago.
   *
   * @param chatItemId the id of the item here, `chatItem.meta.itemId`
   * @returns the item as it is now; as it was when the content is the same
   * @throws {ChatCommandError} `invalidChatItemUpdate` when it is too old or not an own message
   */
  async apiUpdateChatItem(
    chat: ChatTarget,
    chatItemId: number,
    content: T.MsgContent,
    options: UpdateChatItemOptions = {},
  ): Promise<T.AChatItem> {
    const kinds = { liveMessage: "flag", mentions: "any" } as const
    const { liveMessage = false, mentions = {}, ...call } = knownOptions(options, kinds)
    const updatedMessage = { msgContent: content, mentions }
    const params = { chatRef: chatRef(chat), chatItemId, liveMessage, updatedMessage }
    const answer = await this.send(CC.APIUpdateChatItem, params, call)
    return answer.chatItem
  }

  /**
   * Deletes items of a chat.
   *
   * @param chatItemIds their ids here
   * @param deleteMode how far: `broadcast` for everyone (own messages of about the last day),
   *   `internal` here only
   * @returns the items that there were, each as it was and as it is now; an id that is not in the
   *   chat is missing, and reported by an event `chatErrors`
   * @throws {ChatCommandError} `invalidChatItemDelete`
   */
  async apiDeleteChatItems(
    chat: ChatTarget,
    chatItemIds: OneOrMore<number>,
    deleteMode: T.CIDeleteMode,
    options?: CallOptions,
  ): Promise<T.ChatItemDeletion[]> {
    const params = { chatRef: chatRef(chat), chatItemIds, deleteMode }
    const answer = await this.send(CC.APIDeleteChatItem, params, options)
    return answer.chatItemDeletions
  }

  /**
   * Deletes messages of other members for everyone in a group. The user must be a moderator or
   * above.
   *
   * @param chatItemIds their ids here
   * @returns the items, each as it was and as it is now
   * @throws {ChatCommandError} `groupUserRole` when the role does not allow it
   */
  async apiDeleteMemberChatItem(
    groupId: number,
    chatItemIds: OneOrMore<number>,
    options?: CallOptions,
  ): Promise<T.ChatItemDeletion[]> {
    const answer = await this.send(CC.APIDeleteMemberChatItem, { groupId, chatItemIds }, options)
    return answer.chatItemDeletions
  }

  /**
   * Reacts to an item, or takes the reaction back.
   *
   * @param reaction one of the emoji that the core knows: 👍 👎 😀 😂 😢 ❤ 🚀 ✅, as keyboards write
   *   them (`❤️` is the same as `❤`)
   * @returns the reaction, with the item and its counts
   * @throws {ChatCommandError} `tooManyReactions` when the user has three on this item, which is the
   *   most; `commandError` when the emoji is another, the reaction is there already, or is not there to
   *   be taken back
   *
   * @example
   * ```ts
   * await api.apiChatItemReaction(item.chatInfo, item.chatItem.meta.itemId, "👍")
   * ```
   */
  async apiChatItemReaction(
    chat: ChatTarget,
    chatItemId: number,
    reaction: string | T.MsgReaction,
    options: ReactionOptions = {},
  ): Promise<T.ACIReaction> {
    const { add = true, ...call } = knownOptions(options, { add: "flag" })
    const params = { chatRef: chatRef(chat), chatItemId, add, reaction: plainReaction(reaction) }
    const answer = await this.send(CC.APIChatItemReaction, params, call)
    return answer.reaction
  }
}

/** The core refuses the variation selector that keyboards write after a heart. */
function plainReaction(reaction: string | T.MsgReaction): T.MsgReaction {
  const given =
    typeof reaction === "string" ? { type: "emoji" as const, emoji: reaction } : reaction
  return "emoji" in given ? { ...given, emoji: given.emoji.replaceAll("\ufe0f", "") } : given
}
