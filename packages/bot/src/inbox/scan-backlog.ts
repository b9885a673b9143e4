import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { ChatCheckpoint } from "../checkpoints/chat-checkpoint.ts"
import { isReceivedMessage } from "../messages/kinds.ts"

/** The messages of a chat that are neither handled nor in flight. */
export interface Scanned {
  /** Their ids, oldest first. */
  readonly ids: number[]
  /** The messages themselves, while there are no more than `keep`. */
  readonly items: readonly T.AChatItem[] | undefined
}

/** How a chat is scanned. */
export interface ScanLimits {
  /** Scan no further back once this many messages are found, all newer than the rest. */
  readonly most: number
  /** Keep the messages themselves when there are no more than these. */
  readonly keep: number
}

/** How many items are read at a time. */
const pageSize = 100

/** How often a scan starts again in a row because a message was deleted meanwhile. */
const restarts = 3

/**
 * Finds the messages that are not handled yet in the core's own database.
 *
 * Ids grow as messages come, but the core pages a group by the time at which messages were sent, so
 * that a late one is listed among older ones. So this goes back from the newest until a whole page
 * has nothing beyond what is handled.
 */
export async function scanBacklog(
  api: ChatApi,
  chat: T.ChatRef,
  checkpoint: ChatCheckpoint,
  limits: ScanLimits,
): Promise<Scanned> {
  for (let left = restarts; ; left--) {
    try {
      return await scanPages(api, chat, checkpoint, limits)
    } catch (error) {
      // The message before which the next page ends was deleted meanwhile: again, from the newest.
      const isDeleted = error instanceof ChatCommandError && error.code === "chatItemNotFound"
      if (!isDeleted || left === 0) throw error
    }
  }
}

async function scanPages(
  api: ChatApi,
  chat: T.ChatRef,
  checkpoint: ChatCheckpoint,
  { most, keep }: ScanLimits,
): Promise<Scanned> {
  const ids: number[] = []
  let items: T.AChatItem[] | undefined = []
  let pagination: T.ChatPagination = { type: "last", count: pageSize }
  for (;;) {
    const { chatInfo, chatItems } = await api.apiGetChat(chat, pagination)
    const found = chatItems
      .map((chatItem): T.AChatItem => ({ chatInfo, chatItem }))
      .filter((item) => isOutstanding(item, checkpoint))
    const isEnough = ids.length > most && found.every((item) => idOf(item) < least(ids))
    for (const item of found) ids.push(idOf(item))
    items = ids.length > keep ? undefined : items?.concat(found)
    const [oldest] = chatItems
    const hasNewer = chatItems.some(({ meta }) => meta.itemId > checkpoint.upTo)
    if (oldest === undefined || chatItems.length < pageSize || !hasNewer || isEnough) break
    pagination = { type: "before", itemId: oldest.meta.itemId, count: pageSize }
  }
  return {
    ids: ids.toSorted((a, b) => a - b),
    items: items?.toSorted((a, b) => idOf(a) - idOf(b)),
  }
}

export const idOf = ({ chatItem }: T.AChatItem): number => chatItem.meta.itemId

/** Whether it is a message that is still to be handled. */
export const isOutstanding = (item: T.AChatItem, checkpoint: ChatCheckpoint): boolean =>
  item.chatItem.meta.itemDeleted === undefined &&
  isReceivedMessage(item) &&
  checkpoint.isNew(idOf(item))

const least = (ids: readonly number[]): number =>
  ids.reduce((least, id) => Math.min(least, id), Infinity)
