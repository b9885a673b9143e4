import { type ChatApi, chatRef } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { type ChatKey, chatKey } from "../handling/chat-key.ts"
import type { Dispatcher } from "../handling/dispatcher.ts"
import type { ProgressStore } from "../handling/progress.ts"

/** More than anybody has: the core has no other way to list all chats in one order. */
const allChats = 1_000_000

/**
 * Finds the chats with messages that are not handled yet and has them handled. At the very first
 * start, what is there already counts as handled: the bot does not answer old conversations.
 *
 * @param perChat how many messages of each chat at most; 0 for none
 */
export async function catchUp(
  api: ChatApi,
  { userId }: T.User,
  { store, dispatcher, perChat }: { store: ProgressStore; dispatcher: Dispatcher; perChat: number },
): Promise<void> {
  const chats = await api.apiGetChats(userId, { type: "last", count: allChats })
  const newest = new Map<ChatKey, number>()
  for (const { chatInfo, chatItems } of chats) {
    if (chatInfo.type !== "direct" && chatInfo.type !== "group") continue
    const key = chatKey(chatRef(chatInfo))
    if (key !== undefined) newest.set(key, chatItems.at(-1)?.meta.itemId ?? 0)
  }
  if (!store.begun) return store.begin(newest)
  // Ids are those of the database: they grow over all chats.
  const limit = {
    perChat,
    before: [...newest.values()].reduce((one, other) => Math.max(one, other), 0),
  }
  // The support chats of groups are in no list: those that are known are asked for.
  const known = store.chats().filter((key) => key.includes(":support:"))
  for (const key of new Set([...newest.keys(), ...known])) {
    const upTo = store.read(key)?.upTo ?? 0
    // In a group, a message that was sent earlier and came late does not stand last.
    if (key.startsWith("direct:") && (newest.get(key) ?? 0) <= upTo) continue
    dispatcher.catchUp(key, limit)
  }
}
