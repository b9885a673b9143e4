import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { type ChatTarget, chatRef } from "./chat-target.ts"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

export interface ForwardOptions extends CallOptions {
  /** Seconds after which the messages disappear, where the chat has that turned on. */
  readonly ttl?: number | undefined
  /** Whether the group itself is shown as the sender; false when absent. */
  readonly sendAsGroup?: boolean | undefined
}

/** Passing messages and chats on to other chats. */
export abstract class ForwardingCommands extends CommandSet {
  /**
   * Finds out which items can be forwarded, and whether files have to be received first.
   *
   * @returns the ids of the items that can be forwarded; `forwardConfirmation` when files are
   *   missing
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const { chatItemIds } = await api.apiPlanForwardChatItems(contact, [itemId])
   * ```
   */
  async apiPlanForwardChatItems(
    from: ChatTarget,
    chatItemIds: OneOrMore<number>,
    options?: CallOptions,
  ): Promise<CR.ForwardPlan> {
    const answer = await this.send(
      CC.APIPlanForwardChatItems,
      { fromChatRef: chatRef(from), chatItemIds },
      options,
    )
    return answer
  }

  /**
   * Forwards messages to another chat, or to the same one. Files that are not here yet are left
   * out.
   *
   * @param chatItemIds the ids of the items in `from`
   * @returns the new items
   * @throws {ChatCommandError} `chatItemNotFound`, `contactNotReady`
   *
   * @example
   * ```ts
   * await api.apiForwardChatItems(moderators, item.chatInfo, [item.chatItem.meta.itemId])
   * ```
   */
  async apiForwardChatItems(
    to: ChatTarget,
    from: ChatTarget,
    chatItemIds: OneOrMore<number>,
    options: ForwardOptions = {},
  ): Promise<T.AChatItem[]> {
    const kinds = { sendAsGroup: "flag", ttl: "any" } as const
    const { sendAsGroup = false, ttl, ...call } = knownOptions(options, kinds)
    const answer = await this.send(
      CC.APIForwardChatItems,
      { toChatRef: chatRef(to), sendAsGroup, fromChatRef: chatRef(from), chatItemIds, ttl },
      call,
    )
    return answer.chatItems
  }

  /**
   * Makes the content of a message that shares a public group, to be sent afterwards.
   *
   * @param chat a public group; the core refuses other chats
   * @param to where the message is going to be sent
   * @throws {ChatCommandError} `commandError`
   *
   * @example
   * ```ts
   * const to = { chatType: "direct", chatId: contact.contactId } as const
   * const msgContent = await api.apiShareChatMsgContent(channel, to)
   * await api.apiSendMessages(contact, [{ msgContent, mentions: {} }])
   * ```
   */
  async apiShareChatMsgContent(
    chat: ChatTarget,
    to: T.SendRef,
    options?: CallOptions,
  ): Promise<T.MsgContent> {
    const answer = await this.send(
      CC.APIShareChatMsgContent,
      { shareChatRef: chatRef(chat), toSendRef: to },
      options,
    )
    return answer.msgContent
  }
}
