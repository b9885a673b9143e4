import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { type SentFile, sentFile } from "../files/outgoing-file.ts"
import { targetOf } from "../groups/find-target.ts"
import { checkAllowed } from "../groups/prohibited-content.ts"
import { itemText } from "../items/item-changes.ts"
import { addItem } from "../items/items.ts"
import { scheduleDeletion } from "../items/timed.ts"
import { checkSize } from "../recipients/outbox.ts"
import { startOf } from "../recipients/recipients.ts"
import { deliver, type Target } from "../recipients/target.ts"
import { commandFailed, notStored, unreadable } from "../simulation/failure.ts"
import type { Message, WireQuote } from "../simulation/packets.ts"
import type { ItemRow, QuoteRow, UserRow } from "../store/rows.ts"
import { chatItemView } from "../views/item-view.ts"
import { formatted } from "../views/markdown.ts"
import { contactView, given, membersOf } from "../views/views.ts"
import type { ParamsOf } from "./handlers.ts"
import { itemIn } from "./items-of-chat.ts"

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
  const messages = composedMessages
  return sendAll(chat, { user, target, messages, ttl, live: liveMessage, asGroup, signed })
}

interface ToSend extends Omit<ToCompose, "message" | "file"> {
  readonly messages: readonly (T.ComposedMessage & Origin)[]
}

/** Sends messages to a chat, all of them or none. */
export function sendAll(chat: Chat, { messages: toSend, ...how }: ToSend): CR.NewChatItems {
  const { user, target } = how
  for (const message of toSend) checkAllowed(chat, target, message)
  // Files begin to be uploaded before the rest is looked at (n-files 535 to 538).
  const files = toSend.map(({ fileSource }) =>
    fileSource === undefined ? undefined : sentFile(chat, user, { target, fileSource }),
  )
  const composed = toSend.map((message, i) => compose(chat, { ...how, message, file: files[i] }))
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

/** Writes messages to the user's own notes: nothing is sent. */
export function addNotes(
  chat: Chat,
  user: UserRow,
  target: Target,
  messages: readonly (T.ComposedMessage & Origin)[],
): CR.NewChatItems {
  const withFiles = messages.map((message) => ({
    message,
    file:
      message.fileSource === undefined
        ? undefined
        : sentFile(chat, user, { target, fileSource: message.fileSource }),
  }))
  const items = withFiles.map(({ message, file }) => noted(chat, user, { target, message, file }))
  const chatItems = items.map((item) => chatItemView(chat.state, item))
  return { type: "newChatItems", user: chat.wire(user), chatItems }
}

interface ToNote {
  readonly target: Target
  readonly message: T.ComposedMessage & Origin
  readonly file: SentFile | undefined
}

function noted(chat: Chat, user: UserRow, { target, message, file }: ToNote): ItemRow {
  const { msgContent, forwarded } = message
  const item = addItem(chat, user, {
    chat: target.key,
    dir: { type: "localSnd" },
    content: { type: "sndMsgContent", msgContent },
    text: itemText(msgContent),
    ...given("forwarded", forwarded),
  })
  file?.attach(item)
  return item
}

/**
 * Whether a chat lets messages disappear; where it does not, a time is ignored (r-errors 864, n-files 698).
 */
function disappears(chat: Chat, { contact, ttl }: Target): boolean {
  if (contact === undefined) return ttl !== undefined
  const { enabled } = contactView(chat.state, contact).mergedPreferences.timedMessages
  return enabled.forUser && enabled.forContact
}

/** A preview that is not a picture is left out of the message (n-files 101, 102). */
function withImage(content: T.MsgContent): T.MsgContent {
  const isImage = content.type === "image" || content.type === "video"
  return isImage && !content.image.startsWith("data:") ? { ...content, image: "" } : content
}

/** Where a forwarded item was written. */
interface Origin {
  readonly forwarded?: T.CIForwardedFrom
}

interface ToCompose {
  readonly user: UserRow
  readonly target: Target
  readonly message: T.ComposedMessage & Origin
  readonly file: SentFile | undefined
  readonly ttl: number | undefined
  readonly live: boolean
  readonly asGroup: boolean
  readonly signed: boolean
}

/** A message, and what makes its item once all messages of a command are known to be good. */
function compose(
  chat: Chat,
  { user, target, message, file, ttl, live, asGroup, signed }: ToCompose,
) {
  const { quotedItemId, forwarded } = message
  const msgContent = withImage(message.msgContent)
  const quote =
    quotedItemId === undefined ? undefined : quoted(chat, { user, target, quotedItemId })
  const mentions = mentioned(chat, target, {
    text: msgContent.text,
    mentions: message.mentions,
  })
  const seconds = disappears(chat, target) ? (ttl ?? target.ttl) : undefined
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
    ...(forwarded !== undefined && { forwarded: true as const }),
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
      ...given("forwarded", forwarded),
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
  // Neither events nor deleted messages can be quoted (r-errors 1071, 1077).
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

/** In a group, the member id of an item's author; none for what was sent as the group. */
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
 * without any markup the core leaves them out and sends the rest (m-history 264).
 */
export function mentioned(
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
