import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { type ChatTarget, chatRef } from "./chat-target.ts"
import { type Answer, CommandSet } from "./command-set.ts"

export interface GetChatsOptions extends CallOptions {
  /** Whether connections that have no contact yet are listed too; false when absent. */
  readonly pendingConnections?: boolean | undefined
  /** Which chats: by their marks or by a text; all when absent. */
  readonly query?: T.ChatListQuery | undefined
}

export interface GetChatOptions extends CallOptions {
  /** Only the items that contain this text. */
  readonly search?: string | undefined
  /** Only items with this kind of content. */
  readonly contentTag?: T.MsgContentTag | undefined
}

/** Contacts, groups and what is stored with them. */
export abstract class ChatListCommands extends CommandSet {
  /**
   * Lists the contacts of a user, who must be the active one.
   *
   * @throws {ChatCommandError} `differentActiveUser`
   */
  async apiListContacts(userId: number, options?: CallOptions): Promise<T.Contact[]> {
    const answer = await this.send(CC.APIListContacts, { userId }, options)
    return answer.contacts
  }

  /**
   * Lists the groups of a user, who must be the active one; those it has left included.
   *
   * @param contactId_ only groups that this contact is a member of
   * @param search only groups whose names or description contain this text
   * @throws {ChatCommandError} `differentActiveUser`
   */
  async apiListGroups(
    userId: number,
    contactId_?: number,
    search?: string,
    options?: CallOptions,
  ): Promise<T.GroupInfo[]> {
    const answer = await this.send(CC.APIListGroups, { userId, contactId_, search }, options)
    return answer.groups
  }

  /**
   * Lists chats with their newest item and their unread counts.
   *
   * @param pagination how many, and from which time on: `{ type: "last", count: 50 }`
   * @throws {ChatCommandError} `differentActiveUser`
   */
  async apiGetChats(
    userId: number,
    pagination: T.PaginationByTime,
    options: GetChatsOptions = {},
  ): Promise<T.AChat[]> {
    const kinds = { pendingConnections: "flag", query: "any" } as const
    const { pendingConnections = false, query = everyChat, ...call } = knownOptions(options, kinds)
    const params = { userId, pendingConnections, pagination, query }
    const answer = await this.send(CC.APIGetChats, params, call)
    return answer.chats
  }

  /**
   * Reads items of one chat.
   *
   * @param pagination which items, and how many: `{ type: "last", count: 50 }`
   * @returns the chat with its items, oldest first, and its unread counts
   * @throws {ChatCommandError} `contactNotFound`, `groupNotFound`
   */
  async apiGetChat(
    chat: ChatTarget,
    pagination: T.ChatPagination,
    options: GetChatOptions = {},
  ): Promise<T.AChat> {
    const kinds = { contentTag: "any", search: "text" } as const
    const { contentTag, search, ...call } = knownOptions(options, kinds)
    const params = { chatRef: chatRef(chat), contentTag, pagination, search }
    const answer = await this.send(CC.APIGetChat, params, call)
    return answer.chat
  }

  /**
   * Deletes a contact, a group or a connection without a contact, with its messages.
   *
   * @param chatDeleteMode how much of it; everything, and the other side is notified, when absent
   * @returns `contactDeleted`, `groupDeletedUser` or `contactConnectionDeleted`
   * @throws {ChatCommandError} `groupUserRole` for a group that the user is in and does not own
   */
  async apiDeleteChat(
    chat: ChatTarget,
    chatDeleteMode: T.ChatDeleteMode = { type: "full", notify: true },
    options?: CallOptions,
  ): Promise<Answer<CC.APIDeleteChat.Response>> {
    return this.send(CC.APIDeleteChat, { chatRef: chatRef(chat), chatDeleteMode }, options)
  }

  /**
   * Stores an object of the bot with a group, in the database only.
   *
   * @param customData replaces what was stored; undefined removes it
   * @throws {ChatCommandError} `groupNotFound`
   */
  async apiSetGroupCustomData(
    groupId: number,
    customData: Record<string, unknown> | undefined,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APISetGroupCustomData, { groupId, customData }, options)
  }

  /**
   * Stores an object of the bot with a contact, in the database only.
   *
   * @param customData replaces what was stored; undefined removes it
   * @throws {ChatCommandError} `contactNotFound`
   */
  async apiSetContactCustomData(
    contactId: number,
    customData: Record<string, unknown> | undefined,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APISetContactCustomData, { contactId, customData }, options)
  }

  /**
   * Changes what the user allows in the chat with one contact, and informs the contact.
   *
   * @param preferences all of them: what is left out follows the profile of the user
   * @returns the contact as it is now
   * @throws {ChatCommandError} `contactNotReady`
   */
  async apiSetContactPrefs(
    contactId: number,
    preferences: T.Preferences,
    options?: CallOptions,
  ): Promise<T.Contact> {
    const answer = await this.send(CC.APISetContactPrefs, { contactId, preferences }, options)
    return answer.toContact
  }
}

/** With both marks off, all chats match. */
const everyChat: T.ChatListQuery = { type: "filters", favorite: false, unread: false }
