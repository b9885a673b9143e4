import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers } from "./handlers.ts"
import { commandFailed, failed, unreadable } from "../simulation/failure.ts"
import { chatItemView, isChangeable, itemView } from "../views/item-view.ts"
import type { Message } from "../simulation/packets.ts"
import { applyUpdate, markDeleted, removeItem, setReaction } from "../items/item-changes.ts"
import type { ItemRow, UserRow } from "../store/rows.ts"
import { checkAllowed } from "../groups/prohibited-content.ts"
import { checkSize } from "../recipients/outbox.ts"
import { hasRole } from "../groups/roles.ts"
import { contactView, membershipOf } from "../views/views.ts"
import { moderate } from "../groups/moderation.ts"
import { targetOf } from "../groups/find-target.ts"
import { deliver, type Target } from "../recipients/target.ts"
import { foundItems, itemIn } from "./items-of-chat.ts"
import { addNotes, authorOf, mentioned, sendComposed } from "./sending.ts"

export const messageCommands = {
  APISendMessages(chat, params) {
    if (params.composedMessages.some(({ msgContent }) => msgContent.type === "report"))
      throw commandFailed("reports have a command of their own")
    return sendComposed(chat, params)
  },

  APICreateChatItems(chat, { noteFolderId, composedMessages }) {
    const user = chat.runningUser()
    if (composedMessages.some(({ mentions }) => Object.keys({ ...mentions }).length > 0))
      throw commandFailed("mentions are not supported in this chat")
    const target = targetOf(chat, user, { chatType: "local", chatId: noteFolderId })
    return addNotes(chat, user, target, composedMessages)
  },

  APIUpdateChatItem(chat, { chatRef, chatItemId, liveMessage, updatedMessage }) {
    const user = chat.runningUser()
    // The message is looked for after whether the contact may be written to at all (e-errors 176), and
    // before whether it can be reached (r-errors 1151 to 1155).
    const { contact, key } = targetOf(chat, user, chatRef)
    if (contact?.contactUsed !== false) itemIn(chat, user, key, chatItemId)
    const target = targetOf(chat, user, chatRef, "author")
    const item = itemIn(chat, user, target.key, chatItemId)
    const { content } = item
    if (content.type !== "sndMsgContent" || !isChangeable(chat.state, item))
      throw failed({ type: "invalidChatItemUpdate" })
    const { msgContent } = updatedMessage
    const unchanged = JSON.stringify(content.msgContent) === JSON.stringify(msgContent)
    if (unchanged && (item.live ?? false) === liveMessage) {
      const chatItem = chatItemView(chat.state, item)
      return { type: "chatItemNotChanged", user: chat.wire(user), chatItem }
    }
    // The kind of content may change, a text into a file (r-errors 1005).
    checkAllowed(chat, target, { msgContent })
    const mentions = mentioned(chat, target, {
      text: msgContent.text,
      mentions: updatedMessage.mentions,
    })
    const message: Message = {
      event: "x.msg.update",
      msgId: item.sharedMsgId ?? "",
      content: msgContent,
      ...(liveMessage && { live: true as const }),
      ...(Object.keys(mentions).length > 0 && { mentions }),
    }
    checkSize(message)
    applyUpdate(chat, item, message)
    chat.state.items.update(item, { mentions })
    deliver(chat, target, [message])
    const chatItem = chatItemView(chat.state, item)
    return { type: "chatItemUpdated", user: chat.wire(user), chatItem }
  },

  APIDeleteChatItem(chat, { chatRef, chatItemIds, deleteMode }) {
    const user = chat.runningUser()
    const target = targetOf(chat, user, chatRef)
    const items = foundItems(chat, user, target.key, chatItemIds)
    const deletions = deleteItems(chat, { target, items, mode: deleteMode })
    return deletedAnswer(chat, user, deletions)
  },

  APIDeleteMemberChatItem(chat, { groupId, chatItemIds }) {
    const user = chat.runningUser()
    const target = targetOf(chat, user, { chatType: "group", chatId: groupId })
    const items = foundItems(chat, user, target.key, chatItemIds)
    return deletedAnswer(chat, user, moderate(chat, { user, target, items }))
  },

  APIChatItemReaction(chat, { chatRef, chatItemId, add, reaction }) {
    if (reaction.type !== "emoji" || !emojis.includes(reaction.emoji)) throw unreadable()
    const user = chat.runningUser()
    // Notes can be edited and deleted like messages, but not reacted to (r-errors 228, 229).
    if (chatRef.chatType === "local") throw commandFailed("not supported")
    const target = targetOf(chat, user, chatRef)
    const item = itemIn(chat, user, target.key, chatItemId)
    allowReactions(chat, target)
    if (item.sharedMsgId === undefined)
      throw commandFailed("reaction not possible - no shared item ID")
    if (item.deleted !== undefined || !item.content.type.endsWith("MsgContent"))
      throw commandFailed("reaction not allowed - chat item has no content")
    const own = item.reactions.filter(({ by }) => by === "user")
    const has = own.some((one) => JSON.stringify(one.reaction) === JSON.stringify(reaction))
    // A fourth that is there already is not "too many" but "already added".
    if (add && !has && own.length >= maxReactions) throw commandFailed("too many reactions")
    if (!setReaction(chat, item, "user", { reaction, add })) {
      throw commandFailed(`reaction already ${add ? "added" : "removed"}`)
    }
    const memberId = authorOf(chat, target, item)
    const message: Message = {
      event: "x.msg.react",
      msgId: item.sharedMsgId ?? "",
      reaction,
      add,
      ...(memberId !== undefined && { memberId }),
    }
    deliver(chat, target, [message])
    const chatDir = { type: target.group !== undefined ? "groupSnd" : "directSnd" } as const
    const { chatInfo } = chatItemView(chat.state, item)
    const chatItem = itemView(chat.state, item, { withoutConn: true })
    return {
      type: "chatItemReaction",
      user: chat.wire(user),
      added: add,
      reaction: { chatInfo, chatReaction: { chatDir, chatItem, sentAt: chat.now(), reaction } },
    }
  },
} satisfies Partial<Handlers>

/**
 * The emojis that the core knows as reactions; others are not even read (r-errors 1037). A heart has no
 * U+FE0F behind it, which keyboards add (1035).
 */
const emojis = ["👍", "👎", "😀", "😂", "😢", "❤", "🚀", "✅"]

/** Maximum number of reactions by one person to one message (r-errors 1012 to 1026). */
const maxReactions = 3

function allowReactions(chat: Chat, target: Target): void {
  const allowed =
    target.contact !== undefined
      ? contactView(chat.state, target.contact).mergedPreferences.reactions.enabled.forUser
      : target.group?.groupProfile.groupPreferences?.reactions?.enable !== "off"
  if (!allowed) throw commandFailed("feature not allowed Message reactions")
}

interface ToDelete {
  readonly target: Target
  readonly items: readonly ItemRow[]
  readonly mode: T.CIDeleteMode
}

function deleteItems(chat: Chat, { target, items, mode }: ToDelete): T.ChatItemDeletion[] {
  const mark = () => ({ type: "deleted" as const, deletedTs: chat.now() })
  const { group } = target
  const edits = group?.channel !== undefined && hasRole(membershipOf(chat.state, group), "owner")
  switch (mode) {
    case "internal":
      // The owner of a channel keeps what it said, and can only mark it (m-history 969 to 972).
      if (edits) throw failed({ type: "invalidChatItemDelete" })
      return items.map((item) => removeItem(chat, item))
    case "internalMark":
      return items.map((item) => markDeleted(chat, item, mark()))
    // For owners of channels alone: plain groups and contacts refuse it (m-history 139 to 157).
    case "history":
      if (!edits || !items.every((item) => isChangeable(chat.state, item)))
        throw failed({ type: "invalidChatItemDelete" })
      for (const { sharedMsgId = "" } of items) {
        deliver(chat, target, [{ event: "x.msg.del", msgId: sharedMsgId, onlyHistory: true }])
      }
      return items.map((item) => markDeleted(chat, item, mark()))
    case "broadcast": {
      if (!items.every((item) => isChangeable(chat.state, item)))
        throw failed({ type: "invalidChatItemDelete" })
      for (const { sharedMsgId = "" } of items) {
        deliver(chat, target, [{ event: "x.msg.del", msgId: sharedMsgId }])
      }
      return items.map((item) =>
        target.fullDelete ? removeItem(chat, item) : markDeleted(chat, item, mark()),
      )
    }
  }
}

function deletedAnswer(chat: Chat, user: UserRow, chatItemDeletions: T.ChatItemDeletion[]) {
  return {
    type: "chatItemsDeleted" as const,
    user: chat.wire(user),
    chatItemDeletions,
    byUser: true,
    timed: false,
  }
}
