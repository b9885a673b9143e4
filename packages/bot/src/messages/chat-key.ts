import type { T } from "@simplex-chat/types"

/** A chat as a text that does not change: `direct:4`, `group:1`, `group:1:support:3`. */
export type ChatKey = string

/** Undefined for chats without messages from others, such as the notes. */
export function chatKey({ chatType, chatId, chatScope }: T.ChatRef): ChatKey | undefined {
  if (chatType !== "direct" && chatType !== "group") return undefined
  if (chatScope === undefined) return `${chatType}:${chatId}`
  return `${chatType}:${chatId}:support:${chatScope.groupMemberId_ ?? ""}`
}

/** When a chat with messages from others was created: distinguishes it from one of another database. */
export function createdAtOf(chat: T.ChatInfo): string | undefined {
  if (chat.type === "direct") return chat.contact.createdAt
  return chat.type === "group" ? chat.groupInfo.createdAt : undefined
}

/** The chat of a key, as commands name it. */
export function chatOfKey(key: ChatKey): T.ChatRef {
  const [chatType, chatId, scope, member = ""] = key.split(":")
  const ref = { chatType: chatType as T.ChatType, chatId: Number(chatId) }
  if (scope === undefined) return ref
  const groupMemberId_ = member === "" ? undefined : Number(member)
  return { ...ref, chatScope: { type: "memberSupport", groupMemberId_ } }
}
