import { copyFileSync, existsSync, rmSync } from "node:fs"
import { extname } from "node:path"
import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { freePath, located } from "../files/outgoing-file.ts"
import { refusal } from "../files/refusal.ts"
import { targetOf } from "../groups/find-target.ts"
import { failed } from "../simulation/failure.ts"
import type { FileRow, ItemRow, UserRow } from "../store/rows.ts"
import type { Handlers } from "./handlers.ts"
import { foundItems, keyOf } from "./items-of-chat.ts"
import { addNotes, sendAll } from "./sending.ts"

/** Messages of one chat, sent to another. */
export const forwardingCommands = {
  APIPlanForwardChatItems(chat, { fromChatRef, chatItemIds }) {
    const user = chat.runningUser()
    const items = foundItems(chat, user, keyOf(fromChatRef), chatItemIds).filter(isMessage)
    const confirmation = confirmationFor(chat, items)
    return {
      type: "forwardPlan",
      user: chat.wire(user),
      // What was asked for, unknown ones included (n-files 672).
      itemsCount: chatItemIds.length,
      chatItemIds: items.map(({ id }) => id),
      ...(confirmation !== undefined && { forwardConfirmation: confirmation }),
    }
  },

  APIForwardChatItems(chat, { toChatRef, sendAsGroup, fromChatRef, chatItemIds, ttl }) {
    const user = chat.runningUser()
    const items = foundItems(chat, user, keyOf(fromChatRef), chatItemIds)
    if (items.some((item) => !isMessage(item))) throw failed({ type: "invalidForward" })
    const toNotes = toChatRef.chatType === "local"
    const target = targetOf(chat, user, toChatRef, toNotes ? undefined : "author")
    if (items.length === 0) return none(chat, user)
    const messages = items.flatMap((item) => forwarded(chat, item) ?? [])
    if (toNotes) return addNotes(chat, user, target, messages)
    const live = { ttl, live: false, signed: false }
    return sendAll(chat, { user, target, messages, asGroup: sendAsGroup, ...live })
  },
} satisfies Partial<Handlers>

function none(chat: Chat, user: UserRow): CR.NewChatItems {
  return { type: "newChatItems", user: chat.wire(user), chatItems: [] }
}

function isMessage({ content, deleted }: ItemRow): boolean {
  const isContent = content.type === "sndMsgContent" || content.type === "rcvMsgContent"
  return isContent && deleted === undefined
}

/** What the user should know before: files that will not go with their messages. */
function confirmationFor(chat: Chat, items: readonly ItemRow[]): T.ForwardConfirmation | undefined {
  const files = items.flatMap(({ fileId }) => chat.state.files.get(fileId ?? 0) ?? [])
  const of = (...kinds: readonly string[]) =>
    files.filter(({ status }) => kinds.includes(status.type))
  const offered = of("rcvInvitation", "rcvAborted")
  if (offered.length > 0) return { type: "filesNotAccepted", fileIds: offered.map(({ id }) => id) }
  const coming = of("rcvAccepted", "rcvTransfer")
  if (coming.length > 0) return { type: "filesInProgress", filesCount: coming.length }
  const missing = of("rcvComplete", "sndStored", "sndTransfer", "sndComplete").filter(
    (file) => !isThere(chat, file),
  )
  if (missing.length > 0) return { type: "filesMissing", filesCount: missing.length }
  const broken = of("rcvCancelled", "rcvError", "rcvWarning", "sndCancelled", "sndError")
  return broken.length > 0 ? { type: "filesFailed", filesCount: broken.length } : undefined
}

function isThere(chat: Chat, { filePath }: FileRow): boolean {
  return filePath !== undefined && existsSync(located(chat, filePath))
}

/** A message and where it comes from; nothing of a file that cannot go and had no text. */
function forwarded(chat: Chat, item: ItemRow) {
  const { content } = item
  if (content.type !== "sndMsgContent" && content.type !== "rcvMsgContent") return undefined
  const row = chat.state.files.get(item.fileId ?? 0)
  const isUsable = row !== undefined && !row.cancelled && hasCome(row) && isThere(chat, row)
  const fileSource = isUsable ? copyOf(chat, content.msgContent, row) : undefined
  const { msgContent } = content
  const needsFile = msgContent.type === "file" || msgContent.type === "voice"
  if (needsFile && fileSource === undefined && msgContent.text === "") return undefined
  const plain: T.MsgContent =
    msgContent.type === "file" && fileSource === undefined
      ? { type: "text", text: msgContent.text }
      : msgContent
  return {
    msgContent: plain,
    mentions: {},
    forwarded: originOf(chat, item),
    ...(fileSource !== undefined && { fileSource }),
  }
}

const hasCome = ({ direction, status }: FileRow) =>
  direction === "snd" || status.type === "rcvComplete"

/** The chat that a message was written in; of what was forwarded before, where it began. */
function originOf({ state }: Chat, item: ItemRow): T.CIForwardedFrom {
  if (item.forwarded !== undefined && item.forwarded.type !== "unknown") return item.forwarded
  const id = Number(item.chat.slice(1))
  const msgDir = item.content.type === "sndMsgContent" ? "snd" : "rcv"
  const contact = item.chat.startsWith("@") ? state.contacts.get(id) : undefined
  if (contact !== undefined) {
    const { localAlias, displayName } = contact.profile
    const chatName = localAlias === "" ? displayName : localAlias
    return { type: "contact", chatName, msgDir, contactId: id, chatItemId: item.id }
  }
  const group = item.chat.startsWith("#") ? state.groups.get(id) : undefined
  if (group === undefined) return { type: "unknown" }
  const chatName = group.groupProfile.displayName
  return { type: "group", chatName, msgDir, groupId: id, chatItemId: item.id }
}

/** Each message has a file of its own: pictures get a new name (n-files 676), others keep theirs. */
function copyOf(chat: Chat, { type }: T.MsgContent, file: FileRow): T.CryptoFile {
  const { filePath = "", fileName, cryptoArgs } = file
  const stamp = chat.now().replace(/[-:]/g, "").replace("T", "_").slice(0, 15)
  const prefix = { image: "IMG", video: "VID", voice: "voice" }[type as string]
  const name = prefix === undefined ? fileName : `${prefix}_${stamp}${extname(fileName)}`
  const copy = freePath(chat, name)
  copyWhole(located(chat, filePath), located(chat, copy))
  return { filePath: copy, ...(cryptoArgs !== undefined && { cryptoArgs }) }
}

/** A copy that finds no room is not left half. */
function copyWhole(from: string, to: string): void {
  try {
    copyFileSync(from, to)
  } catch (error) {
    rmSync(to, { force: true })
    throw failed({ type: "exception", message: refusal(to, "withBinaryFile", error) })
  }
}
