import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { chatItemView } from "../views/item-view.ts"
import type { Message } from "../simulation/packets.ts"
import type { ItemRow } from "../store/rows.ts"

// Changes of items, by either side.

/**
 * The text that represents a message in lists: `voice message (00:04)` (n-files 148), `report content:
 * because of content` (m-history 348).
 */
export function itemText(content: T.MsgContent): string {
  if (content.type === "report")
    return `report ${content.reason}${content.text === "" ? "" : `: ${content.text}`}`
  if (content.type !== "voice") return content.text
  const { duration, text } = content
  const two = (n: number) => String(n).padStart(2, "0")
  const voice = `voice message (${two(Math.floor(duration / 60))}:${two(duration % 60)})`
  return text === "" ? voice : `${voice}, ${text}`
}

type Update = Pick<Extract<Message, { event: "x.msg.update" }>, "content" | "live" | "mentions">

/** Whether an update says what the item says already; the end of a live message changes it. */
export function isUnchanged(item: ItemRow, { content, live }: Update): boolean {
  const { content: before } = item
  if (before.type !== "sndMsgContent" && before.type !== "rcvMsgContent") return false
  const isSame = JSON.stringify(before.msgContent) === JSON.stringify(content)
  return isSame && (item.live ?? false) === (live ?? false)
}

/** Writes what a message says by now. The last update of a live message ends it. */
export function applyUpdate(chat: Chat, item: ItemRow, { content, live, mentions }: Update): void {
  const type = item.content.type === "sndMsgContent" ? "sndMsgContent" : "rcvMsgContent"
  const wasLive = item.live === true
  const versions = wasLive ? item.versions : versionsWith(chat, item, content)
  chat.state.items.update(item, {
    content: { type, msgContent: content },
    text: itemText(content),
    edited: item.edited || !wasLive,
    ...(versions !== undefined && { versions }),
    // What was not live does not become so, whatever the command says (r-errors 1008, 1009).
    ...(item.live !== undefined && { live: live === true }),
    mentions: mentions ?? {},
    updatedAt: chat.now(),
  })
}

/** What an item said until now is kept once it is edited (b-direct 111, 112). */
function versionsWith(chat: Chat, item: ItemRow, content: T.MsgContent): ItemRow["versions"] {
  const { content: before, versions, itemTs } = item
  if (before.type !== "sndMsgContent" && before.type !== "rcvMsgContent") return versions
  const at = chat.now()
  const first = [{ content: before.msgContent, at: itemTs, createdAt: at }]
  return [...(versions ?? first), { content, at, createdAt: at }]
}

/** Deletes an item for good. */
export function removeItem(chat: Chat, item: ItemRow): T.ChatItemDeletion {
  const deletedChatItem = chatItemView(chat.state, item, { withoutConn: true })
  chat.state.items.delete(item.id)
  endFile(chat, item)
  return { deletedChatItem }
}

/**
 * Keeps an item and says that it was deleted. With `withContent` its text becomes "moderated", which
 * is also what the recorded core shows for it from then on (j-extra 234 to 236).
 */
export function markDeleted(
  chat: Chat,
  item: ItemRow,
  deletedRow: NonNullable<ItemRow["deleted"]>,
  withContent = false,
): T.ChatItemDeletion {
  const deletedChatItem = chatItemView(chat.state, item, { withoutConn: true })
  const isSent = item.dir.type.endsWith("Snd")
  const moderated = { type: isSent ? "sndModerated" : "rcvModerated" } as const
  chat.state.items.update(item, {
    deleted: deletedRow,
    ...(withContent && { content: moderated, text: "moderated" }),
  })
  const toChatItem = chatItemView(chat.state, item, { withoutConn: true })
  endFile(chat, item)
  return { deletedChatItem, toChatItem }
}

const ended: readonly T.CIFileStatus["type"][] = [
  "rcvComplete",
  "rcvCancelled",
  "rcvError",
  "sndComplete",
  "sndCancelled",
  "sndError",
]

/** Stops the transfer of a deleted message's file (n-files 386 to 390). */
function endFile(chat: Chat, { fileId }: ItemRow): void {
  const file = chat.state.files.get(fileId ?? 0)
  if (file === undefined || ended.includes(file.status.type)) return
  const status = { type: file.direction === "snd" ? "sndCancelled" : "rcvCancelled" } as const
  chat.state.files.update(file, { cancelled: true, status })
}

/** Adds or takes back a reaction; false when that changes nothing. */
export function setReaction(
  chat: Chat,
  item: ItemRow,
  by: ItemRow["reactions"][number]["by"],
  { reaction, add }: { reaction: T.MsgReaction; add: boolean },
): boolean {
  const same = (one: ItemRow["reactions"][number]) =>
    one.by === by && JSON.stringify(one.reaction) === JSON.stringify(reaction)
  if (item.reactions.some(same) === add) return false
  const reactions = add
    ? [...item.reactions, { by, reaction, at: chat.now() }]
    : item.reactions.filter((one) => !same(one))
  chat.state.items.update(item, { reactions })
  return true
}
