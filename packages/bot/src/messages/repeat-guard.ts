import { RecentMap } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { performance } from "node:perf_hooks"
import { BotError } from "../errors.ts"
import { AnswerChains } from "./answer-chains.ts"
import type { Answering } from "./answering.ts"
import { ExchangeGuard } from "./exchange-guard.ts"
import type { Outgoing } from "./outgoing.ts"
import { crypto } from "../crypto.ts"

/**
 * The bot has said the same to the same chat too often within a minute, repeats what repeats it, or answers
 * someone who answers everything at once, as two bots that answer each other do. It was not sent. Only the
 * first such error of a minute is logged.
 */
export class RepeatedMessageError extends BotError {
  override readonly name = "RepeatedMessageError"
  /** Whether it is the first of the minute. */
  readonly isFirst: boolean

  constructor(problem: string, isFirst: boolean) {
    super(`${problem}, as in a loop; it was not sent`)
    this.isFirst = isFirst
  }
}

const windowMs = 60_000

const onlyRepeats = (maxRepeats: number): RepeatLimits => ({
  maxRepeats,
  maxExchanges: Infinity,
  answering: () => undefined,
})

/** How much is a loop. */
export interface RepeatLimits {
  /** How often the same may be said to a chat in a minute. */
  readonly maxRepeats: number
  /** How many messages of one sender in a row may come within moments of the answer before. */
  readonly maxExchanges: number
  /** What the code that is called answers; undefined outside handlers. */
  readonly answering: () => Answering | undefined
}

/**
 * Cuts what is said over and over to the same chat: the same answer to the same message, answers to
 * what repeats the answer before, and answers to who answers everything at once.
 */
export class RepeatGuard {
  readonly #perMinute: number
  readonly #now: () => number
  readonly #answering: () => Answering | undefined
  readonly #chains: AnswerChains
  readonly #exchanges: ExchangeGuard
  /** What was counted already. */
  readonly #counted = new WeakSet<object>()
  /** In the order in which their minutes end. */
  readonly #counts = new RecentMap<string, { readonly end: number; count: number }>()

  constructor(limits: number | RepeatLimits, now = () => performance.now()) {
    const { maxRepeats, maxExchanges, answering } =
      typeof limits === "number" ? onlyRepeats(limits) : limits
    this.#perMinute = maxRepeats
    this.#answering = answering
    this.#now = now
    this.#chains = new AnswerChains(now)
    this.#exchanges = new ExchangeGuard(maxExchanges, now)
  }

  /**
   * Counts something that is about to be sent.
   *
   * @param trigger the text that it answers
   * @throws {RepeatedMessageError}
   */
  check(chat: T.ChatRef, trigger: string, { content, file, more }: Outgoing): void {
    const place = JSON.stringify(chat)
    this.#count([place, trigger, content, file, more], 1)
    const depth = this.#chains.add(place, trigger, content.text)
    if (depth >= this.#perMinute) this.#count([place], this.#perMinute + 1)
    const answering = this.#answering()
    if (answering !== undefined && this.#exchanges.isTooMuch(answering)) {
      const problem =
        "the last messages of this sender each came within moments of the answer before"
      this.#count([place, "exchange"], this.#perMinute + 1, problem)
    }
  }

  /** Has `beforeSending` not count again what was counted by `check`. */
  pass(messages: readonly T.ComposedMessage[]): void {
    this.#counted.add(messages)
  }

  /**
   * Counts what is sent by the api itself, past the verbs of messages and of the bot.
   *
   * @throws {RepeatedMessageError}
   */
  readonly beforeSending = (chat: T.ChatRef, messages: readonly T.ComposedMessage[]): void => {
    if (this.#counted.has(messages)) return
    const all = messages.map(({ msgContent: content, fileSource: file }) => ({ content, file }))
    const [first, ...more] = all
    if (first === undefined) return
    this.check(chat, this.#answering()?.text ?? "", { ...first, more })
  }

  #count(said: unknown, by: number, problem = this.#sameProblem): void {
    const now = this.#now()
    this.#counts.forgetWhile(({ end }) => end <= now)
    const key = crypto().hash("sha1", JSON.stringify(said), "base64")
    let window = this.#counts.get(key)
    if (window === undefined) {
      window = { end: now + windowMs, count: 0 }
      this.#counts.set(key, window)
    }
    const before = window.count
    window.count += by
    if (window.count <= this.#perMinute) return
    throw new RepeatedMessageError(problem, before <= this.#perMinute)
  }

  get #sameProblem(): string {
    return `the same was sent to this chat ${this.#perMinute} times`
  }
}
