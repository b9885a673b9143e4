import { RecentMap } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { hash } from "node:crypto"
import { performance } from "node:perf_hooks"
import { BotError } from "../errors.ts"
import { AnswerChains } from "./answer-chains.ts"
import type { Outgoing } from "./outgoing.ts"

/**
 * The bot has said the same to the same chat too often within a minute, or repeats what repeats it, as two
 * bots that answer each other do. It was not sent. Only the first such error of a minute is logged.
 */
export class RepeatedMessageError extends BotError {
  override readonly name = "RepeatedMessageError"
  /** Whether it is the first of the minute. */
  readonly isFirst: boolean

  constructor(perMinute: number, isFirst: boolean) {
    super(`the same was sent to this chat ${perMinute} times, as in a loop; it was not sent`)
    this.isFirst = isFirst
  }
}

const windowMs = 60_000

/**
 * Cuts what is said over and over to the same chat: the same answer to the same message, and answers to
 * what repeats the answer before.
 */
export class RepeatGuard {
  readonly #perMinute: number
  readonly #now: () => number
  readonly #chains: AnswerChains
  /** In the order in which their minutes end. */
  readonly #counts = new RecentMap<string, { readonly end: number; count: number }>()

  /** @param perMinute how often the same may be said to a chat in a minute */
  constructor(perMinute: number, now = () => performance.now()) {
    this.#perMinute = perMinute
    this.#now = now
    this.#chains = new AnswerChains(now)
  }

  /**
   * Counts something that is about to be sent.
   *
   * @param trigger the text that it answers
   * @throws {RepeatedMessageError}
   */
  check(chat: T.ChatRef, trigger: string, { content, file }: Outgoing): void {
    const place = JSON.stringify(chat)
    this.#count([place, trigger, content, file], 1)
    const depth = this.#chains.add(place, trigger, content.text)
    if (depth >= this.#perMinute) this.#count([place], this.#perMinute + 1)
  }

  #count(said: unknown, by: number): void {
    const now = this.#now()
    this.#counts.forgetWhile(({ end }) => end <= now)
    const key = hash("sha1", JSON.stringify(said), "base64")
    let window = this.#counts.get(key)
    if (window === undefined) {
      window = { end: now + windowMs, count: 0 }
      this.#counts.set(key, window)
    }
    const before = window.count
    window.count += by
    if (window.count <= this.#perMinute) return
    throw new RepeatedMessageError(this.#perMinute, before <= this.#perMinute)
  }
}
