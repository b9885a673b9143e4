import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"

/** How long messages are collected before they are marked, in milliseconds, and how many at most. */
const collectMs = 200
const mostAtOnce = 100

/**
 * Marks messages as read once they are handled: the timer of a disappearing message begins when it is
 * read. Messages of a chat are marked together.
 */
export class ReadMarker {
  readonly #api: ChatApi
  readonly #onFailure: (error: unknown) => void
  readonly #pending = new Map<string, number[]>()
  #timer: NodeJS.Timeout | undefined

  constructor(api: ChatApi, onFailure: (error: unknown) => void) {
    this.#api = api
    this.#onFailure = onFailure
  }

  /** The message is handled. */
  mark(chat: T.ChatRef, itemId: number): void {
    const ref = refOf(chat)
    const ids = this.#pending.get(ref) ?? []
    this.#pending.set(ref, ids)
    ids.push(itemId)
    if (ids.length >= mostAtOnce) void this.flush()
    else this.#timer ??= setTimeout(() => void this.flush(), collectMs).unref()
  }

  /** Marks what was handled so far. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const pending = [...this.#pending]
    this.#pending.clear()
    for (const [ref, ids] of pending) {
      try {
        await this.#api.sendChatCmd(`/_read chat items ${ref} ${ids.join(",")}`)
      } catch (error) {
        this.#onFailure(error)
      }
    }
  }
}

function refOf({ chatType, chatId, chatScope }: T.ChatRef): string {
  if (chatType === "direct") return `@${chatId}`
  if (chatScope === undefined) return `#${chatId}`
  const member = chatScope.groupMemberId_
  return `#${chatId}(_support${member === undefined ? "" : `:${member}`})`
}
