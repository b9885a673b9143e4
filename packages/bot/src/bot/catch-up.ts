import { type ChatApi, chatRef } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { type ChatKey, chatKey, createdAtOf } from "../messages/chat-key.ts"
import type { Inbox } from "../inbox/inbox.ts"
import { isGone } from "../messages/is-gone.ts"
import type { Checkpoint, CheckpointStore } from "../checkpoints/checkpoint.ts"

export interface CatchUp {
  readonly store: CheckpointStore
  readonly inbox: Pick<Inbox, "catchUp" | "reconcile">
  /** How many messages of each chat at most; 0 for none. */
  readonly perChat: number
}

interface Found {
  readonly createdAt: string
  readonly newest: number
}

/** More than any bot has: the core has no other way to list all chats in one order. */
export const allChats = 1_000_000

/** The chats that messages come to, with their newest items, and the groups among them. */
export function messageChats(chats: readonly T.AChat[]): {
  readonly found: ReadonlyMap<ChatKey, Found>
  readonly groups: T.GroupInfo[]
} {
  const found = new Map<ChatKey, Found>()
  const groups: T.GroupInfo[] = []
  for (const chat of chats) {
    const { chatInfo } = chat
    if (chatInfo.type !== "direct" && chatInfo.type !== "group") continue
    if (chatInfo.type === "group") groups.push(chatInfo.groupInfo)
    const key = chatKey(chatRef(chatInfo))
    const createdAt = createdAtOf(chatInfo)
    if (key === undefined || createdAt === undefined) continue
    found.set(key, { createdAt, newest: newestId(chat) })
  }
  return { found, groups }
}

/**
 * Whether a chat can have messages that are not handled. In a group, a message that was sent earlier and
 * came late is not listed last.
 */
export const mayHaveNew = (
  key: ChatKey,
  newest: number,
  store: Pick<CheckpointStore, "read">,
): boolean => !key.startsWith("direct:") || newest > (store.read(key)?.upTo ?? 0)

/**
 * Finds the chats with messages that are not handled yet and has them handled. At the very first
 * start, what is there already counts as handled: the bot does not answer old conversations.
 *
 * @returns the groups
 */
export function catchUp(
  chats: readonly T.AChat[],
  { store, inbox, perChat }: CatchUp,
): T.GroupInfo[] {
  const { found, groups } = messageChats(chats)
  if (!store.begun) {
    const checkpoints = [...found].map(([key, { createdAt, newest }]): [ChatKey, Checkpoint] => [
      key,
      { upTo: newest, ranges: [], createdAt },
    ])
    store.begin(new Map(checkpoints))
    return groups
  }
  // Ids are those of the database: they grow over all chats.
  const before = [...found.values()].reduce((one, { newest }) => Math.max(one, newest), 0)
  // Now: the first message after the chat has started can have an id that an older copy had, too. The
  // list says nothing of support chats.
  for (const key of new Set([...found.keys(), ...store.chats()])) {
    const { createdAt } = found.get(groupKey(key)) ?? {}
    inbox.reconcile(key, { createdAt, newest: key.includes(":support:") ? undefined : before })
  }
  for (const [key, { newest }] of found) {
    if (mayHaveNew(key, newest, store)) inbox.catchUp(key, { perChat, before })
  }
  return groups
}

/** The chat itself, or the group of a support chat. */
const groupKey = (key: ChatKey): ChatKey => key.split(":", 2).join(":")

/** What the newest item of a chat is; undefined when there is no such chat any more. */
export async function newestOf(
  api: ChatApi,
  chat: T.ChatRef,
): Promise<{ createdAt: string | undefined; newest: number } | undefined> {
  try {
    const found = await api.apiGetChat(chat, { type: "last", count: 100 })
    return { createdAt: createdAtOf(found.chatInfo), newest: newestId(found) }
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

const newestId = ({ chatItems }: T.AChat): number =>
  chatItems.reduce((newest, { meta }) => Math.max(newest, meta.itemId), 0)
