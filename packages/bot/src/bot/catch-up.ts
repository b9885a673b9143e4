import { type ChatApi, chatRef } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { type ChatKey, chatKey } from "../handling/chat-key.ts"
import type { Dispatcher } from "../handling/dispatcher.ts"
import type { ProgressStore } from "../handling/progress.ts"

/** More than anybody has: the core has no other way to list all chats in one order. */
const allChats = 1_000_000

export interface CatchUp {
  readonly store: ProgressStore
  readonly dispatcher: Pick<Dispatcher, "catchUp">
  /** How many messages of each chat at most; 0 for none. */
  readonly perChat: number
}

/**
 * Finds the chats with messages that are not handled yet and has them handled. At the very first
 * start, what is there already counts as handled: the bot does not answer old conversations.
 *
 * @returns the groups
 */
export async function catchUp(
  api: ChatApi,
  { userId }: T.User,
  { store, dispatcher, perChat }: CatchUp,
): Promise<T.GroupInfo[]> {
  const chats = await api.apiGetChats(userId, { type: "last", count: allChats })
  const newest = new Map<ChatKey, number>()
  const groups: T.GroupInfo[] = []
  for (const chat of chats) {
    const { chatInfo } = chat
    if (chatInfo.type !== "direct" && chatInfo.type !== "group") continue
    if (chatInfo.type === "group") groups.push(chatInfo.groupInfo)
    const key = chatKey(chatRef(chatInfo))
    if (key !== undefined) newest.set(key, newestId(chat))
  }
  if (!store.begun) {
    store.begin(newest)
    return groups
  }
  // Ids are those of the database: they grow over all chats.
  const before = [...newest.values()].reduce((one, other) => Math.max(one, other), 0)
  for (const [key, last] of newest) {
    // In a group, a message that was sent earlier and came late does not stand last.
    if (key.startsWith("direct:") && last <= (store.read(key)?.upTo ?? 0)) continue
    dispatcher.catchUp(key, { perChat, before })
  }
  return groups
}

export const newestId = ({ chatItems }: T.AChat): number => chatItems.at(-1)?.meta.itemId ?? 0
