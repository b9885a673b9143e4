import { type ChatApi, chatRef } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../checkpoints/notes.ts"
import { isGone } from "../messages/is-gone.ts"

/** An edit that was received and is not handled yet. */
interface PendingEdit {
  readonly chat: T.ChatRef
  readonly itemId: number
  /** Whether it may correct a message into a command. */
  readonly isCorrection: boolean
}

const note = "edits"

/**
 * Remembers edits until they are handled. A message that was not handled is found again in the database of
 * the core. An edit is not: the edited message counts as handled, and its event does not come twice.
 */
export class PendingEdits {
  readonly #notes: Notes
  readonly #pending: Map<number, PendingEdit>

  constructor(notes: Notes) {
    this.#notes = notes
    const stored = (notes.get(note) ?? []) as readonly PendingEdit[]
    this.#pending = new Map(stored.map((edit) => [edit.itemId, edit]))
  }

  begin(item: T.AChatItem, isCorrection: boolean): void {
    const { itemId } = item.chatItem.meta
    this.#pending.set(itemId, { chat: chatRef(item.chatInfo), itemId, isCorrection })
    this.#store()
  }

  /** Forgets an edit that is handled, or needs no handling. */
  done(itemId: number): void {
    if (this.#pending.delete(itemId)) this.#store()
  }

  /** Reads the messages whose edits an earlier process did not handle, as they are now. */
  async read(api: ChatApi): Promise<{ item: T.AChatItem; isCorrection: boolean }[]> {
    const found: { item: T.AChatItem; isCorrection: boolean }[] = []
    for (const { chat, itemId, isCorrection } of this.#pending.values()) {
      const item = await readItem(api, chat, itemId)
      if (item === undefined) this.done(itemId)
      else found.push({ item, isCorrection })
    }
    return found
  }

  #store(): void {
    if (this.#pending.size === 0) this.#notes.delete(note)
    else this.#notes.set(note, [...this.#pending.values()])
  }
}

/** Undefined if the item or its chat was deleted. */
async function readItem(
  api: ChatApi,
  chat: T.ChatRef,
  itemId: number,
): Promise<T.AChatItem | undefined> {
  try {
    const { chatInfo, chatItems } = await api.apiGetChat(chat, { type: "around", itemId, count: 1 })
    const chatItem = chatItems.find(({ meta }) => meta.itemId === itemId)
    const isThere = chatItem?.meta.itemEdited === true && chatItem.meta.itemDeleted === undefined
    return isThere ? { chatInfo, chatItem } : undefined
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}
