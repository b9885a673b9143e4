import type { T } from "@simplex-chat/types"
import { createHash } from "node:crypto"
import { performance } from "node:perf_hooks"
import { BotError } from "../errors.ts"

/**
 * The bot has said the same to the same chat too often within a minute, as two bots that answer each
 * other do. It was not sent. Only the first such error of a minute is logged.
 */
export class RepeatedMessageError extends BotError {
  override readonly name = "RepeatedMessageError"
  /** Whether it is the first of the minute. */
  readonly isFirst: boolean

  constructor(perMinute: number, isFirst: boolean) {
    super(`the same was said to this chat ${perMinute} times within a minute; it was not sent`)
    this.isFirst = isFirst
  }
}

const windowMs = 60_000

/** Cuts what is said over and over: each answer to the same message, to the same chat. */
export class RepeatGuard {
  readonly #perMinute: number
  readonly #now: () => number
  /** In the order in which their minutes end. */
  readonly #counts = new Map<string, { readonly end: number; count: number }>()

  /** @param perMinute how often the same may be said to a chat in a minute */
  constructor(perMinute: number, now = () => performance.now()) {
    this.#perMinute = perMinute
    this.#now = now
  }

  /**
   * Counts something that is about to be sent.
   *
   * @throws {RepeatedMessageError}
   */
  check(chat: T.ChatRef, said: unknown): void {
    const now = this.#now()
    for (const [key, { end }] of this.#counts) {
      if (end > now) break
      this.#counts.delete(key)
    }
    const key = createHash("sha1")
      .update(JSON.stringify([chat, said]))
      .digest("base64")
    const window = this.#counts.get(key) ?? { end: now + windowMs, count: 0 }
    this.#counts.set(key, window)
    window.count++
    if (window.count <= this.#perMinute) return
    throw new RepeatedMessageError(this.#perMinute, window.count === this.#perMinute + 1)
  }
}
