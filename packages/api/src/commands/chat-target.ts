import type { T } from "@simplex-chat/types"
import { InvalidArgumentError } from "../checks.ts"

/**
 * A chat to act in: a reference, the chat of an item (`item.chatInfo`), or a contact or group as
 * lists and events bring them.
 *
 * ```ts
 * await api.apiSendTextMessage({ chatType: "direct", chatId: 4 }, "hi")
 * await api.apiSendTextMessage(item.chatInfo, "hi")
 * await api.apiSendTextMessage(contact, "hi")
 * ```
 */
export type ChatTarget = T.ChatRef | T.ChatInfo | T.Contact | T.GroupInfo

/**
 * The reference by which commands name the chat. A part of a group, such as a support chat, stays
 * that part.
 *
 * @throws {InvalidArgumentError} when the chat has no type or id, or one that no command takes
 */
export function chatRef(chat: ChatTarget): T.ChatRef {
  // From plain JavaScript, anything can come.
  if (typeof chat !== "object" || (chat as unknown) === null) throw unknownChat()
  if (!("type" in chat) && "chatType" in chat) return chat
  if ("contactId" in chat) return { chatType: "direct", chatId: chat.contactId }
  if ("groupId" in chat) return { chatType: "group", chatId: chat.groupId }
  switch (chat.type) {
    case "direct":
      return { chatType: "direct", chatId: chat.contact.contactId }
    case "group":
      return { chatType: "group", chatId: chat.groupInfo.groupId, ...scopeOf(chat) }
    case "local":
      return { chatType: "local", chatId: chat.noteFolder.noteFolderId }
    case "contactRequest":
      throw new InvalidArgumentError(
        "chat",
        "a contact request is not a chat yet; accept or reject it",
      )
    case "contactConnection":
      return { chatType: "contactConnection", chatId: chat.contactConnection.pccConnId }
    default:
      throw unknownChat()
  }
}

const unknownChat = () =>
  new InvalidArgumentError(
    "chat",
    "neither a reference nor a contact, a group or another known chat",
  )

function scopeOf({ groupChatScope: scope }: T.ChatInfo.Group): Pick<T.ChatRef, "chatScope"> {
  if (scope === undefined) return {}
  // What is meant for a part of a group must never reach all of it.
  if (scope.type !== "memberSupport")
    throw new InvalidArgumentError("chat", "an unknown part of a group")
  const groupMemberId_ = scope.groupMember_?.groupMemberId
  return { chatScope: { type: "memberSupport", groupMemberId_ } }
}
