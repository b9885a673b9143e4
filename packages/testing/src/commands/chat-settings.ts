import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { commandFailed } from "../simulation/failure.ts"
import type { ContactRow, GroupRow, TagRow, UserRow } from "../store/rows.ts"
import { given } from "../views/views.ts"
import type { Handlers } from "./handlers.ts"
import { notStored } from "../simulation/failure.ts"

/** How chats are shown and kept: notifications, tags, unread marks, time to live. */
export const chatSettingsCommands = {
  APISetChatSettings(chat, { chatRef, chatSettings }) {
    const user = chat.runningUser()
    const { enableNtfs, favorite, sendRcpts } = chatSettings
    // A setting that follows the user's is null on its way in.
    const chosen = { enableNtfs, favorite, ...given("sendRcpts", sendRcpts ?? undefined) }
    update(chat, user, chatRef, { chatSettings: chosen })
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  APIChatUnread(chat, { chatRef, unreadChat }) {
    const user = chat.runningUser()
    if (chatRef.chatType !== "local") update(chat, user, chatRef, { unreadChat })
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  APISetGroupAlias(chat, { groupId, localAlias = "" }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    chat.state.groups.update(group, { localAlias })
    return { type: "groupAliasUpdated", user: chat.wire(user), toGroup: chat.groupInfo(group) }
  },

  APIGetChatTags(chat, { userId }) {
    const user = chat.runningUserWith(userId)
    return { type: "chatTags", user: chat.wire(user), userTags: tagsOf(chat, user) }
  },

  APICreateChatTag(chat, { chatTagData: { text, emoji } }) {
    const user = chat.runningUser()
    const order = tagsOf(chat, user).length
    chat.state.tags.insert({ userId: user.id, text, order, ...given("emoji", emoji) })
    return { type: "chatTags", user: chat.wire(user), userTags: tagsOf(chat, user) }
  },

  APISetChatTags(chat, { chatRef, chatTagIds = [] }) {
    const user = chat.runningUser()
    update(chat, user, chatRef, { chatTags: chatTagIds })
    const userTags = tagsOf(chat, user)
    return { type: "tagsUpdated", user: chat.wire(user), userTags, chatTags: chatTagIds }
  },

  APIUpdateChatTag(chat, { chatTagId, chatTagData: { text, emoji } }) {
    const user = chat.runningUser()
    const tag = tagOf(chat, user, chatTagId)
    delete tag.emoji
    chat.state.tags.update(tag, { text, ...given("emoji", emoji) })
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  APIDeleteChatTag(chat, { chatTagId }) {
    const user = chat.runningUser()
    const { contacts, groups, tags } = chat.state
    tags.delete(tagOf(chat, user, chatTagId).id)
    const without = (ids: readonly number[] = []) => ids.filter((id) => id !== chatTagId)
    for (const row of contacts.filter(({ userId }) => userId === user.id))
      contacts.update(row, { chatTags: without(row.chatTags) })
    for (const row of groups.filter(({ userId }) => userId === user.id))
      groups.update(row, { chatTags: without(row.chatTags) })
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  APIReorderChatTags(chat, { chatTagIds }) {
    const user = chat.runningUser()
    chatTagIds.forEach((id, order) => chat.state.tags.update(tagOf(chat, user, id), { order }))
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  APIGetChatItemTTL: (chat, { userId }) => itemTTL(chat, chat.runningUserWith(userId)),
  GetChatItemTTL: (chat) => itemTTL(chat, chat.runningUser()),

  APISetChatItemTTL(chat, { userId, chatItemTTL }) {
    const user = chat.runningUserWith(userId)
    chat.state.users.update(user, { chatItemTTL })
    expire(chat, user)
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  APISetChatTTL(chat, { userId, chatRef, seconds }) {
    const user = chat.runningUserWith(userId)
    const row = rowOf(chat, user, chatRef)
    delete row.chatItemTTL
    update(chat, user, chatRef, given("chatItemTTL", seconds))
    expire(chat, user)
    return { type: "cmdOk", user_: chat.wire(user) }
  },
} satisfies Partial<Handlers>

type ChatRow = ContactRow | GroupRow

function rowOf(chat: Chat, user: UserRow, { chatType, chatId }: T.ChatRef): ChatRow {
  if (chatType === "direct") return chat.contact(user, chatId)
  if (chatType === "group") return chat.group(user, chatId)
  throw commandFailed("not supported")
}

/** Contacts and groups have the same settings. */
type Settings = Pick<ChatRow, "chatSettings" | "chatTags" | "unreadChat" | "chatItemTTL">

function update(chat: Chat, user: UserRow, ref: T.ChatRef, change: Settings): void {
  const { contacts, groups } = chat.state
  const row = rowOf(chat, user, ref)
  if (ref.chatType === "direct") contacts.update(row as ContactRow, change)
  else groups.update(row as GroupRow, change)
}

function tagsOf(chat: Chat, user: UserRow): T.ChatTag[] {
  const own = chat.state.tags.filter(({ userId }) => userId === user.id)
  return own
    .sort((one, other) => one.order - other.order)
    .map(({ id, text, emoji }) => ({
      chatTagId: id,
      chatTagText: text,
      ...given("chatTagEmoji", emoji),
    }))
}

function tagOf(chat: Chat, user: UserRow, chatTagId: number): TagRow {
  const tag = chat.state.tags.get(chatTagId)
  if (tag?.userId === user.id) return tag
  throw notStored({ type: "dBException", message: `no tag ${chatTagId}` })
}

function itemTTL(chat: Chat, user: UserRow): CR.ChatItemTTL {
  return { type: "chatItemTTL", user: chat.wire(user), ...given("chatItemTTL", user.chatItemTTL) }
}

/** Deletes what is older than the chat, or all of them, keeps. 0 keeps everything. */
export function expire(chat: Chat, user: UserRow): void {
  const { contacts, groups, items } = chat.state
  for (const item of items.filter(({ userId }) => userId === user.id)) {
    const id = Number(item.chat.slice(1))
    const row = item.chat.startsWith("@") ? contacts.get(id) : groups.get(id)
    const seconds = row?.chatItemTTL ?? user.chatItemTTL ?? 0
    const isOld = Date.parse(item.createdAt) < chat.hub.clock.nowMs - seconds * 1000
    if (seconds > 0 && isOld && item.content.type !== "chatBanner") items.delete(item.id)
  }
}
