import { RecentMap } from "@simplex-chat/core"
import { performance } from "node:perf_hooks"
import type { Answering } from "./answering.ts"

/** By then a person has read the answer and written the next message only now and then, not every time. */
const momentsMs = 3_000

/** After such a pause a conversation begins anew. */
const pauseMs = 60_000

/** A message within a minute weighs this much less than one that came within moments. */
const weight = 10

interface Exchange {
  readonly last: Answering
  /** Grows by {@link weight} with each message that came within moments of an answer, else by one. */
  readonly length: number
  readonly answeredAt: number
  /** When it was cut; undefined while it goes on. */
  readonly cutAt?: number | undefined
}

/**
 * Measures how long a conversation goes on without a pause: bots that make up something new each time
 * never repeat anything, but answer each answer at once. Messages that came before the answer, as when many are
 * caught up, are no answers to it, and count for nothing.
 */
export class ExchangeGuard {
  readonly #most: number
  readonly #now: () => number
  /** In the order of their last answers. */
  readonly #exchanges = new RecentMap<string, Exchange>()

  /** @param most how many messages in a row may come within moments of the answer before */
  constructor(most: number, now = () => performance.now()) {
    this.#most = most * weight
    this.#now = now
  }

  /**
   * Counts an answer that is about to be sent.
   *
   * @returns whether it is one too many
   */
  isTooMuch(answering: Answering): boolean {
    const now = this.#now()
    this.#exchanges.forgetWhile(({ answeredAt }) => answeredAt + pauseMs < now)
    const found = this.#exchanges.get(answering.sender)
    const before = found === undefined || goesOnAlone(found, answering) ? undefined : found
    const length = before === undefined ? 0 : lengthAfter(before, answering)
    const isTooMuch = length > this.#most
    // An answer that is not sent is not answered: the pause begins with the last one that was.
    const answeredAt = isTooMuch ? (before?.answeredAt ?? now) : now
    const cutAt = isTooMuch ? (before?.cutAt ?? now) : undefined
    this.#exchanges.set(answering.sender, { last: answering, length, answeredAt, cutAt })
    return isTooMuch
  }
}

/**
 * Whether the sender writes on without an answer: it is no loop, then, but a program or a person who is
 * steady. In a group, other bots may keep it going.
 */
const goesOnAlone = ({ cutAt }: Exchange, { arrivedAt, isInGroup }: Answering): boolean =>
  cutAt !== undefined && !isInGroup && (arrivedAt ?? cutAt) - cutAt > momentsMs

function lengthAfter({ last, length, answeredAt }: Exchange, answering: Answering): number {
  const { arrivedAt } = answering
  // Several answers to one message, and messages that are no reaction to an answer.
  if (answering === last || arrivedAt === undefined || arrivedAt < answeredAt) return length
  return length + (arrivedAt - answeredAt <= momentsMs ? weight : 1)
}
