import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { isReceivedMessage } from "../messages/kinds.ts"
import type { ChatCheckpoint } from "../checkpoints/chat-checkpoint.ts"

/** Messages of a chat that are neither handled nor in flight. */
export interface Outstanding {
  /** The first of them, in the order in which they came. */
  readonly items: readonly T.AChatItem[]
  /** The ids of all. */
  readonly ids: readonly number[]
}

/** How many items are read at a time. */
const pageSize = 100

/**
 * Reads the messages that are not handled yet from the core's own database.
 *
 * Ids grow as messages come, but the core pages a group by the time at which messages were sent, so
 * that a late one stands among older ones. So this goes back from the newest until a whole page has
 * nothing beyond what is handled.
 *
 * @param atMost how many items to keep
 */
export async function readBacklog(
  api: ChatApi,
  chat: T.ChatRef,
  checkpoint: ChatCheckpoint,
  atMost: number,
): Promise<Outstanding> {
  for (;;) {
    try {
      return await readPages(api, chat, checkpoint, atMost)
    } catch (error) {
      // The message before which the next page ends was deleted meanwhile: again, from the newest.
      if (!(error instanceof ChatCommandError) || error.code !== "chatItemNotFound") throw error
    }
  }
}

async function readPages(
  api: ChatApi,
  chat: T.ChatRef,
  checkpoint: ChatCheckpoint,
  atMost: number,
): Promise<Outstanding> {
  const ids: number[] = []
  let items: T.AChatItem[] = []
  let pagination: T.ChatPagination = { type: "last", count: pageSize }
  for (;;) {
    const { chatInfo, chatItems } = await api.apiGetChat(chat, pagination)
    for (const chatItem of chatItems) {
      const item = { chatInfo, chatItem }
      const { itemId, itemDeleted } = chatItem.meta
      if (itemDeleted !== undefined || !isReceivedMessage(item) || !checkpoint.isNew(itemId))
        continue
      ids.push(itemId)
      items.push(item)
    }
    if (items.length > 2 * atMost) items = firstOf(items, atMost)
    const [oldest] = chatItems
    const hasNewer = chatItems.some(({ meta }) => meta.itemId > checkpoint.upTo)
    if (oldest === undefined || chatItems.length < pageSize || !hasNewer) break
    pagination = { type: "before", itemId: oldest.meta.itemId, count: pageSize }
  }
  return { items: firstOf(items, atMost), ids }
}

const firstOf = (items: T.AChatItem[], count: number): T.AChatItem[] =>
  items.toSorted((a, b) => a.chatItem.meta.itemId - b.chatItem.meta.itemId).slice(0, count)
