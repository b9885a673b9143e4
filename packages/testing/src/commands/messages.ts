import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers, ParamsOf } from "./handlers.ts"
import { commandFailed, failed, notStored, unreadable } from "../simulation/failure.ts"
import { addItem } from "../items/items.ts"
import { chatItemView, isChangeable, itemView } from "../views/item-view.ts"
import type { Message, WireQuote } from "../simulation/packets.ts"
import {
  applyUpdate,
  itemText,
  markDeleted,
  removeItem,
  setReaction,
} from "../items/item-changes.ts"
import type { ItemRow, QuoteRow, UserRow } from "../store/rows.ts"
import { checkAllowed } from "../groups/prohibited-content.ts"
import { startOf } from "../recipients/recipients.ts"
import { checkSize } from "../recipients/outbox.ts"
import { sentFile } from "../files/outgoing-file.ts"
import { formatted } from "../views/markdown.ts"
import { hasRole } from "../groups/roles.ts"
import { contactView, membersOf, membershipOf } from "../views/views.ts"
import { moderate } from "../groups/moderation.ts"
import { targetOf } from "../groups/find-target.ts"
import { deliver, type Target } from "../recipients/target.ts"
import { scheduleDeletion } from "../items/timed.ts"

export const messageCommands = {
  APISendMessages(chat, params) {
    if (params.composedMessages.some(({ msgContent }) => msgContent.type === "report"))
      throw commandFailed("reports have a command of their own")
    return sendComposed(chat, params)
  },

  APIUpdateChatItem(chat, { chatRef, chatItemId, liveMessage, updatedMessage }) {
    const user = chat.runningUser()
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
    const items = found(chat, user, target.key, chatItemIds)
    const deletions = deleteItems(chat, { target, items, mode: deleteMode })
    return deletedAnswer(chat, user, deletions)
  },

  APIDeleteMemberChatItem(chat, { groupId, chatItemIds }) {
    const user = chat.runningUser()
    const target = targetOf(chat, user, { chatType: "group", chatId: groupId })
    const items = found(chat, user, target.key, chatItemIds)
    return deletedAnswer(chat, user, moderate(chat, { user, target, items }))
  },

  APIChatItemReaction(chat, { chatRef, chatItemId, add, reaction }) {
    if (reaction.type !== "emoji" || !emojis.includes(reaction.emoji)) throw unreadable()
    const user = chat.runningUser()
    if (chatRef.chatType === "local") throw commandFailed("not supported")
    const target = targetOf(chat, user, chatRef)
    const item = itemIn(chat, user, target.key, chatItemId)
    allowReactions(chat, target)
    if (item.deleted !== undefined || !item.content.type.endsWith("MsgContent"))
      throw commandFailed("reaction not allowed - chat item has no content")
    const own = item.reactions.filter(({ by }) => by === "user")
    const has = own.some((one) => JSON.stringify(one.reaction) === JSON.stringify(reaction))
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

/** Sends messages, reports too, which have a command of their own. */
export function sendComposed(
  chat: Chat,
  { sendRef, liveMessage, ttl, signMessages, composedMessages }: ParamsOf<"APISendMessages">,
): CR.NewChatItems {
  const user = chat.runningUser()
  if (sendRef.chatType === "local") throw unreadable()
  const target = targetOf(chat, user, sendRef, "author")
  const quotes = composedMessages.filter(({ quotedItemId }) => quotedItemId !== undefined)
  if (quotes.length > 1) throw commandFailed("invalid multi send: one quote message at most")
  if (liveMessage && composedMessages.length > 1)
    throw commandFailed("invalid multi send: live and more than one message not supported")
  const asGroup = sendRef.asGroup === true
  // Members of plain groups have no keys: there is nothing to sign with.
  const signed = signMessages && target.group?.channel !== undefined
  const composed = composedMessages.map((message) =>
    compose(chat, { user, target, message, ttl, live: liveMessage, asGroup, signed }),
  )
  for (const { message } of composed) checkSize(message)
  const items = composed.map(({ create }) => create())
  const messages = composed.map(({ message }, i) => ({
    ...message,
    msgId: items[i]?.sharedMsgId ?? "",
  }))
  const chatItems = items.map((item) => chatItemView(chat.state, item))
  deliver(chat, target, messages, items)
  for (const item of items) scheduleDeletion(chat, item)
  return { type: "newChatItems", user: chat.wire(user), chatItems }
}

/** The emojis that the core knows as reactions; a heart has no U+FE0F behind it, as keyboards add. */
const emojis = ["👍", "👎", "😀", "😂", "😢", "❤", "🚀", "✅"]

/** How many reactions one side of a chat may add to a message. */
const maxReactions = 3

function allowReactions(chat: Chat, target: Target): void {
  const allowed =
    target.contact !== undefined
      ? contactView(chat.state, target.contact).mergedPreferences.reactions.enabled.forUser
      : target.group?.groupProfile.groupPreferences?.reactions?.enable !== "off"
  if (!allowed) throw commandFailed("feature not allowed Message reactions")
}

/** What is no picture in a message is left out of it (n-files). */
function withImage(content: T.MsgContent): T.MsgContent {
  const isImage = content.type === "image" || content.type === "video"
  return isImage && !content.image.startsWith("data:") ? { ...content, image: "" } : content
}

interface ToCompose {
  readonly user: UserRow
  readonly target: Target
  readonly message: T.ComposedMessage
  readonly ttl: number | undefined
  readonly live: boolean
  readonly asGroup: boolean
  readonly signed: boolean
}

/** A message, and what makes its item once all messages of a command are known to be good. */
function compose(chat: Chat, { user, target, message, ttl, live, asGroup, signed }: ToCompose) {
  const { quotedItemId, fileSource } = message
  const msgContent = withImage(message.msgContent)
  checkAllowed(chat, target, message)
  const quote =
    quotedItemId === undefined ? undefined : quoted(chat, { user, target, quotedItemId })
  const mentions = mentioned(chat, target, {
    text: msgContent.text,
    mentions: message.mentions,
  })
  const file = fileSource === undefined ? undefined : sentFile(chat, user, { target, fileSource })
  const seconds = target.mayDisappear ? (ttl ?? target.ttl) : undefined
  const wire: Extract<Message, { event: "x.msg.new" }> = {
    event: "x.msg.new",
    msgId: "0123456789abcdef01234567",
    content: msgContent,
    ...(seconds !== undefined && { ttl: seconds }),
    ...(live && { live: true as const }),
    ...(quote !== undefined && { quote: quote.wire }),
    ...(Object.keys(mentions).length > 0 && { mentions }),
    ...(file !== undefined && { file: file.wire }),
    ...(target.support !== undefined && { support: target.supportMemberId ?? "" }),
    ...(asGroup && { asGroup }),
    ...(signed && { signed }),
  }
  const create = () => {
    const row = addItem(chat, user, {
      chat: target.key,
      dir: { type: target.group !== undefined ? "groupSnd" : "directSnd" },
      content: { type: "sndMsgContent", msgContent },
      text: itemText(msgContent),
      sharedMsgId: chat.hub.random.sharedId(),
      mentions,
      showGroupAsSender: asGroup,
      ...(signed && { signed }),
      ...(live && { live: true }),
      ...(seconds !== undefined && {
        timed: { ttl: seconds, deleteAt: chat.hub.clock.in(seconds * 1000) },
      }),
      ...(quote !== undefined && { quote: quote.row }),
      ...(target.support !== undefined && { support: target.support }),
      ...(target.group !== undefined && { recipients: startOf(target.to) }),
    })
    file?.attach(row)
    return row
  }
  return { message: wire, create }
}

function quoted(
  chat: Chat,
  { user, target, quotedItemId }: { user: UserRow; target: Target; quotedItemId: number },
): { row: QuoteRow; wire: WireQuote } {
  const item = itemIn(chat, user, target.key, quotedItemId)
  const { content, sharedMsgId, dir, itemTs: sentAt } = item
  const isMessage = content.type === "sndMsgContent" || content.type === "rcvMsgContent"
  if (!isMessage || item.deleted !== undefined) {
    throw notStored({ type: "invalidQuote" })
  }
  const shared = sharedMsgId === undefined ? {} : { msgId: sharedMsgId }
  const memberId = authorOf(chat, target, item)
  const asGroup = item.showGroupAsSender
  return {
    row: {
      dir,
      itemId: item.id,
      ...(sharedMsgId !== undefined && { sharedMsgId }),
      sentAt,
      content: content.msgContent,
    },
    wire: {
      ...shared,
      sentAt,
      sent: dir.type.endsWith("Snd"),
      content: content.msgContent,
      ...(memberId !== undefined && { memberId }),
      ...(asGroup && { asGroup }),
    },
  }
}

/** In a group, the member id of who wrote an item; of what the group said, nobody's. */
export function authorOf(
  chat: Chat,
  { group }: Target,
  { dir, showGroupAsSender }: ItemRow,
): string | undefined {
  if (group === undefined || showGroupAsSender) return undefined
  const id = dir.type === "groupRcv" ? dir.memberId : group.membershipId
  return chat.state.members.get(id)?.memberId
}

/** Maximum number of members that a message mentions. */
const maxMentions = 3

/**
 * The members that a text mentions: each name is in it as `@name`, outside other markup. In a text
 * without any markup the core leaves them out (q-text).
 */
function mentioned(
  chat: Chat,
  { group }: Target,
  { text, mentions = {} }: { readonly text: string; readonly mentions?: Record<string, number> },
): ItemRow["mentions"] {
  const wanted = Object.entries(mentions)
  if (wanted.length === 0) return {}
  if (group === undefined) throw commandFailed("mentions are not supported in this chat")
  const parts = formatted(text)
  if (parts === undefined) return {}
  const names = new Set(
    parts.map(({ format }) => (format?.type === "mention" ? format.memberName : undefined)),
  )
  const isTooMany = wanted.length > maxMentions
  const isRepeated = new Set(Object.values(mentions)).size < wanted.length
  if (isTooMany || isRepeated || wanted.some(([name]) => !names.has(name)))
    throw notStored({ type: "invalidMention" })
  const members = membersOf(chat.state, group.id)
  const found: ItemRow["mentions"] = {}
  for (const [name, groupMemberId] of wanted) {
    const member = members.find(({ id }) => id === groupMemberId)
    if (member === undefined) throw notStored({ type: "groupMemberNotFound", groupMemberId })
    found[name] = { memberId: member.memberId }
  }
  return found
}

export function itemIn(chat: Chat, user: UserRow, key: string, itemId: number): ItemRow {
  const item = chat.state.items.get(itemId)
  if (item?.chat === key && item.userId === user.id) return item
  throw notStored({ type: "chatItemNotFound", itemId })
}

/** The items of a chat. The core reports missing ones in an event. */
function found(chat: Chat, user: UserRow, key: string, ids: readonly number[]): ItemRow[] {
  const isThere = (id: number) => {
    const item = chat.state.items.get(id)
    return item?.chat === key && item.userId === user.id
  }
  const missing = ids.filter((id) => !isThere(id))
  if (missing.length > 0) {
    chat.emit({
      type: "chatErrors",
      chatErrors: missing.map((itemId) => ({
        type: "errorStore",
        storeError: { type: "chatItemNotFound", itemId },
      })),
    })
  }
  return ids.filter(isThere).map((id) => itemIn(chat, user, key, id))
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
      // Who edits a channel keeps what it said (m-history).
      if (edits) throw failed({ type: "invalidChatItemDelete" })
      return items.map((item) => removeItem(chat, item))
    case "internalMark":
      return items.map((item) => markDeleted(chat, item, mark()))
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
