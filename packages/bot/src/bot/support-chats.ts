import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { CheckpointStore } from "../checkpoints/checkpoint.ts"
import { type ChatKey, chatKey, chatOfKey } from "../messages/chat-key.ts"
import { type CatchUp, newestOf } from "./catch-up.ts"

/**
 * Does for the support chats of groups what `catchUp` does for the chats that the core lists: it
 * lists none of these, and reads them only once the chat has started.
 *
 * @param isFirst whether the bot has never run before: then what is there counts as handled
 */
export async function catchUpSupport(
  api: ChatApi,
  groups: readonly T.GroupInfo[],
  { store, inbox, perChat, isFirst }: CatchUp & { readonly isFirst: boolean },
): Promise<void> {
  for (const key of await supportKeys(api, groups, store)) {
    const { createdAt, newest = 0 } = (await newestOf(api, chatOfKey(key))) ?? {}
    if (createdAt === undefined) continue
    if (isFirst) {
      store.replace(key, { upTo: newest, ranges: [], createdAt })
      continue
    }
    inbox.reconcile(key, { createdAt, newest })
    inbox.catchUp(key, { perChat, before: newest })
  }
}

/** The support chats that the groups have, and those that are remembered. */
export async function supportKeys(
  api: ChatApi,
  groups: readonly T.GroupInfo[],
  store: Pick<CheckpointStore, "chats">,
): Promise<ReadonlySet<ChatKey>> {
  const keys = new Set(store.chats().filter((key) => key.includes(":support:")))
  for (const group of groups) {
    for (const chat of await supportChats(api, group)) keys.add(chatKey(chat) ?? "")
  }
  return keys
}

/** The chat of the user with the moderators, and those of the members when it is one of these. */
async function supportChats(api: ChatApi, group: T.GroupInfo): Promise<T.ChatRef[]> {
  // A business chat is itself between the customer and the staff.
  if (group.businessChat !== undefined) return []
  const { groupId: chatId, membership } = group
  const part = (groupMemberId_?: number): T.ChatRef => ({
    chatType: "group",
    chatId,
    chatScope: { type: "memberSupport", groupMemberId_ },
  })
  const own = membership.supportChat === undefined ? [] : [part()]
  if (!moderators.includes(membership.memberRole)) return own
  const members = await api.apiListMembers(chatId)
  return members
    .filter(({ supportChat }) => supportChat !== undefined)
    .map(({ groupMemberId }) => part(groupMemberId))
    .concat(own)
}

const moderators: readonly T.GroupMemberRole[] = ["moderator", "admin", "owner"]
