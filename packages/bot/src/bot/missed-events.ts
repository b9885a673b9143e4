import type { AnyEvent, ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { setTimeout as sleep } from "node:timers/promises"
import type { CheckpointStore } from "../checkpoints/checkpoint.ts"
import type { Inbox } from "../inbox/inbox.ts"
import { allChats, mayHaveNew, messageChats } from "./catch-up.ts"
import { supportKeys } from "./support-chats.ts"

/** How long to wait before reading is tried again. */
const retryMs = 5_000

/** What is read again, and reported to. */
export interface MissedEventsParts {
  readonly api: ChatApi
  readonly userId: number
  readonly store: CheckpointStore
  readonly inbox: Pick<Inbox, "beginCatchUp" | "endCatchUp">
  /** Aborted when the bot stops. */
  readonly signal: AbortSignal
  /** The chats as they are now: requests and invitations may have come, too. */
  onChats(chats: readonly T.AChat[], groups: readonly T.GroupInfo[]): void
  /** Events were lost. */
  onMissed(): void
  /** Reading failed; it is tried again. */
  onFailure(error: unknown): void
}

/**
 * Has the messages handled whose events were lost: a core in another process says `eventsMissed` in their
 * place, after a break of the connection, and when its buffer was full.
 */
export class MissedEvents {
  readonly #parts: MissedEventsParts
  #isReading = false
  #isAgain = false

  constructor(parts: MissedEventsParts) {
    this.#parts = parts
  }

  see(event: AnyEvent): void {
    if (event.type !== "unknown" || event.tag !== "eventsMissed") return
    // At once: a message that comes next would count all before it as handled.
    this.#parts.inbox.beginCatchUp()
    this.#parts.onMissed()
    this.#isAgain = true
    if (!this.#isReading) void this.#readAll()
  }

  async #readAll(): Promise<void> {
    this.#isReading = true
    while (this.#isAgain && !this.#parts.signal.aborted) {
      this.#isAgain = false
      try {
        await this.#read()
      } catch (error) {
        if (this.#parts.signal.aborted) break
        this.#parts.onFailure(error)
        this.#isAgain = true
        await sleep(retryMs, undefined, { signal: this.#parts.signal, ref: false }).catch(() => {})
      }
    }
    this.#isReading = false
  }

  async #read(): Promise<void> {
    const { api, userId, store, inbox } = this.#parts
    const chats = await api.apiGetChats(userId, { type: "last", count: allChats })
    const { found, groups } = messageChats(chats)
    const support = await supportKeys(api, groups, store)
    // More were lost meanwhile: from the beginning.
    if (this.#isAgain) return
    const listed = [...found].filter(([key, { newest }]) => mayHaveNew(key, newest, store))
    inbox.endCatchUp([...listed.map(([key]) => key), ...support])
    this.#parts.onChats(chats, groups)
  }
}
