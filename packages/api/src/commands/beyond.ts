import type { CallOptions } from "@simplex-chat/core"
import type { Command, CR, T } from "@simplex-chat/types"
import { type ChatTarget, chatRef } from "./chat-target.ts"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

export interface ForwardOptions extends CallOptions {
  /** Seconds after which the messages disappear, where the chat has that turned on. */
  readonly ttl?: number | undefined
  /** Whether the group itself is shown as the sender; false when absent. */
  readonly sendAsGroup?: boolean | undefined
}

export interface ReportOptions extends CallOptions {
  /** What to tell the moderators; nothing when absent. */
  readonly text?: string | undefined
}

/** Commands that the reference of SimpleX Chat does not list, and that bots use. */
export abstract class BeyondCommands extends CommandSet {
  /**
   * Forwards messages to another chat, or to the same one. Files that are not here yet are left out.
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
    const { sendAsGroup = false, ttl } = options
    const end = ttl === undefined ? "" : ` ttl=${ttl}`
    const text = `/_forward ${ref(to)}${sendAsGroup ? " as_group=on" : ""} ${ref(from)} ${ids(chatItemIds)}${end}`
    const command = of<CR.NewChatItems>("APIForwardChatItems", text)
    return (await this.send(command, {}, options)).chatItems
  }

  /**
   * Reports a message of a member to the moderators of its group.
   *
   * @param reason `spam`, `content`, `community`, `profile` or `other`
   * @returns the report, an item of the user's support chat
   * @throws {ChatCommandError} `chatItemNotFound`
   */
  async apiReportMessage(
    groupId: number,
    chatItemId: number,
    reason: T.ReportReason,
    options: ReportOptions = {},
  ): Promise<T.AChatItem[]> {
    const { text = "" } = options
    const start = `/_report #${id(groupId)} ${id(chatItemId)} reason=${reason}`
    const command = of<CR.NewChatItems>("APIReportMessage", `${start} ${text}`.trim())
    return (await this.send(command, {}, options)).chatItems
  }

  /**
   * Marks all items of a chat as read.
   *
   * @throws {ChatCommandError}
   */
  async apiChatRead(chat: ChatTarget, options?: CallOptions): Promise<void> {
    await this.send(of("APIChatRead", `/_read chat ${ref(chat)}`), {}, options)
  }

  /**
   * Marks items as read. The timers of disappearing messages start then.
   *
   * @param chatItemIds their ids here; an id that is not in the chat is ignored
   * @throws {ChatCommandError}
   */
  async apiChatItemsRead(
    chat: ChatTarget,
    chatItemIds: OneOrMore<number>,
    options?: CallOptions,
  ): Promise<void> {
    const text = `/_read chat items ${ref(chat)} ${ids(chatItemIds)}`
    await this.send(of("APIChatItemsRead", text), {}, options)
  }

  /**
   * Marks a chat as unread, or takes that mark away.
   *
   * @throws {ChatCommandError}
   */
  async apiChatUnread(chat: ChatTarget, unread: boolean, options?: CallOptions): Promise<void> {
    const text = `/_unread chat ${ref(chat)} ${unread ? "on" : "off"}`
    await this.send(of("APIChatUnread", text), {}, options)
  }

  /**
   * Deletes all items of a chat from this database. The other side keeps its copy.
   *
   * @throws {ChatCommandError}
   */
  async apiClearChat(chat: ChatTarget, options?: CallOptions): Promise<void> {
    await this.send(of("APIClearChat", `/_clear chat ${ref(chat)}`), {}, options)
  }

  /**
   * Accepts a direct chat that a member of a group offered.
   *
   * @param contactId the contact of the event `newMemberContactReceivedInv`
   * @throws {ChatCommandError} `contactNotFound`
   */
  async apiAcceptMemberContact(contactId: number, options?: CallOptions): Promise<T.Contact> {
    const text = `/_accept member contact @${id(contactId)}`
    const command = of<{ readonly type: string; readonly contact: T.Contact }>(
      "APIAcceptMemberContact",
      text,
    )
    return (await this.send(command, {}, options)).contact
  }

  /**
   * Sets after how many seconds the user's items are deleted from this database.
   *
   * @param seconds 0 keeps them
   * @throws {ChatCommandError} `differentActiveUser`
   */
  async apiSetChatItemTTL(userId: number, seconds: number, options?: CallOptions): Promise<void> {
    await this.send(of("APISetChatItemTTL", `/_ttl ${id(userId)} ${id(seconds)}`), {}, options)
  }
}

/** A command with its text, as long as `@simplex-chat/types` does not declare it. */
const of = <Response>(name: string, text: string): Command<object, Response> => ({
  name,
  cmdString: () => text,
})

function ref(chat: ChatTarget): string {
  const { chatType, chatId, chatScope } = chatRef(chat)
  const marks: Readonly<Record<string, string>> = { direct: "@", group: "#", local: "*" }
  const mark = marks[chatType]
  if (mark === undefined) throw new TypeError(`chat: ${chatType} has no messages`)
  const member = chatScope?.groupMemberId_
  const scope = member === undefined ? "(_support)" : `(_support:${id(member)})`
  return `${mark}${id(chatId)}${chatScope === undefined ? "" : scope}`
}

function id(value: number): string {
  if (Number.isSafeInteger(value) && value >= 0) return String(value)
  throw new RangeError(`must be a whole number of zero or more, not ${value}`)
}

function ids(values: OneOrMore<number>): string {
  if (values.length === 0) throw new RangeError("chatItemIds: must not be empty")
  return values.map(id).join(",")
}
