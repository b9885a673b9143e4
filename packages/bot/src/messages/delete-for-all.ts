import { type ChatApi, ChatCommandError, type ChatTarget } from "@simplex-chat/api"

/**
 * Deletes messages of the bot for everyone. The core refuses all of them when one is deleted already, as it
 * does when one is too old: then the others are deleted.
 */
export async function deleteForAll(
  api: ChatApi,
  chat: ChatTarget,
  itemIds: readonly number[],
): Promise<void> {
  const [first, ...others] = itemIds
  if (first === undefined) return
  try {
    await api.apiDeleteChatItems(chat, [first, ...others], "broadcast")
  } catch (error) {
    if (!(error instanceof ChatCommandError) || error.code !== "invalidChatItemDelete") throw error
    const left: number[] = []
    for (const id of itemIds) if (!(await isDeleted(api, chat, id))) left.push(id)
    if (left.length === itemIds.length) throw error
    return deleteForAll(api, chat, left)
  }
}

async function isDeleted(api: ChatApi, chat: ChatTarget, itemId: number): Promise<boolean> {
  try {
    const { chatItems } = await api.apiGetChat(chat, { type: "around", itemId, count: 1 })
    const item = chatItems.find(({ meta }) => meta.itemId === itemId)
    return item === undefined || item.meta.itemDeleted !== undefined
  } catch (error) {
    if (error instanceof ChatCommandError && error.code === "chatItemNotFound") return true
    throw error
  }
}
