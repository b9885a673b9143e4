import type { Chat } from "../chat/chat.ts"
import { itemText } from "../items/item-changes.ts"
import { addItem, type NewItem } from "../items/items.ts"
import type { MessageOf, WireQuote } from "../simulation/packets.ts"
import type { ItemRow, QuoteRow, UserRow } from "../store/rows.ts"
import { offeredFile } from "./file.ts"

/** A received message as an item; `more` says who sent it, and to which chat. */
export function receivedItem(
  chat: Chat,
  user: UserRow,
  message: MessageOf<"x.msg.new">,
  more: Pick<NewItem, "chat" | "dir"> & Partial<ItemRow>,
): ItemRow {
  const { content, msgId, ttl, live, mentions, quote, file, forwarded } = message
  const item = addItem(chat, user, {
    content: { type: "rcvMsgContent", msgContent: content },
    text: itemText(content),
    sharedMsgId: msgId,
    ...(live && { live }),
    // Recipients learn that it was forwarded, and not from where (n-files 677).
    ...(forwarded && { forwarded: { type: "unknown" } as const }),
    ...(ttl !== undefined && { timed: { ttl } }),
    ...(mentions !== undefined && { mentions }),
    ...(quote !== undefined && { quote: resolveQuote(chat, user, more.chat, quote) }),
    ...more,
  })
  if (file !== undefined) offeredFile(chat, user, item, file)
  return item
}

function resolveQuote(chat: Chat, user: UserRow, key: string, quote: WireQuote): QuoteRow {
  const { msgId, sentAt, content, sent, memberId, asGroup } = quote
  // A quote of the channel itself names no item, though the quoted post is there (k-channels 377 to 381).
  if (asGroup) {
    const shared = msgId === undefined ? {} : { sharedMsgId: msgId }
    return { dir: { type: "channelRcv" }, ...shared, sentAt, content }
  }
  const item = msgId === undefined ? undefined : chat.state.items.shared(user.id, key, msgId)
  const dir = item?.dir ?? quotedDirection(chat, key, { sent, memberId })
  return {
    ...(dir !== undefined && { dir }),
    ...(item !== undefined && { itemId: item.id }),
    ...(msgId !== undefined && { sharedMsgId: msgId }),
    sentAt,
    content,
  }
}

function quotedDirection(
  chat: Chat,
  key: string,
  { sent, memberId }: { sent: boolean; memberId: string | undefined },
): QuoteRow["dir"] {
  if (key.startsWith("@")) return { type: sent ? "directRcv" : "directSnd" }
  const groupId = Number(key.slice(1))
  const member = chat.state.members.find(
    (one) => one.groupId === groupId && one.memberId === memberId,
  )
  if (member === undefined) return undefined
  return member.memberCategory === "user"
    ? { type: "groupSnd" }
    : { type: "groupRcv", memberId: member.id }
}
