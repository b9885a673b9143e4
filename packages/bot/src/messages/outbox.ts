import { type ChatApi, ChatCommandError, type ChatTarget, chatRef } from "@simplex-chat/api"
import { longestTimeoutMs } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { setTimeout as sleep } from "node:timers/promises"
import { checkOptions } from "../checks.ts"
import { BotError } from "../errors.ts"
import { compose } from "./compose.ts"
import { type Outgoing, type SendOptions, sendKinds } from "./outgoing.ts"
import type { RepeatGuard } from "./repeat-guard.ts"
import { SentMessage } from "./sent-message.ts"
import { whenReady } from "./when-ready.ts"

type Messages = [T.ComposedMessage, ...T.ComposedMessage[]]

/** How many messages are waited for. */
const trackedAtMost = 10_000

/** Sends messages: in parts when they are too long, once a contact is ready, and without endless repetition. */
export class Outbox {
  readonly #api: ChatApi
  readonly #repeats: RepeatGuard
  readonly #onSent: (count: number) => void
  /** Messages that no server has yet. */
  #failed = 0
  readonly #unsent = new Map<Promise<void>, AbortController>()

  /** @param onSent called with the number of messages that the core has taken */
  constructor(api: ChatApi, repeats: RepeatGuard, onSent: (count: number) => void = () => {}) {
    this.#api = api
    this.#repeats = repeats
    this.#onSent = onSent
  }

  /** Messages that no server has yet. */
  get unsent(): number {
    return this.#unsent.size
  }

  /**
   * @param trigger what it is the answer to
   * @throws {ChatCommandError}
   * @throws {LimitError} when something is too large, and cannot be sent in parts
   * @throws {RepeatedMessageError}
   * @throws {BotError} when the text is empty
   */
  async send(
    chat: ChatTarget,
    outgoing: Outgoing,
    options: SendOptions = {},
    trigger = "",
  ): Promise<SentMessage> {
    checkOptions(options, sendKinds)
    const { mentions = {}, ttl, connectTimeoutMs = 60_000, signal } = options
    const all = [outgoing, ...(outgoing.more ?? [])]
    const [first, ...others] = all.flatMap((one) => compose(one, mentions))
    if (first === undefined) throw new BotError("send: the text is empty")
    this.#repeats.check(chatRef(chat), trigger, outgoing)
    const wait = { timeoutMs: connectTimeoutMs, signal }
    const items = await whenReady(this.#api, chat, wait, () =>
      orUnquoted([first, ...others], (messages) => {
        this.#repeats.pass(messages)
        const how = { ttl, signal, liveMessage: outgoing.isLive }
        return this.#api.apiSendMessages(chat, messages, how)
      }),
    )
    this.#onSent(items.length)
    this.#track(items)
    return new SentMessage(this.#api, items)
  }

  /**
   * Waits until servers have all that was sent; in a group, for one member at least.
   *
   * @returns how many messages no server has, of the last 10,000, after `timeoutMs` or because they failed
   */
  async flush(timeoutMs: number): Promise<number> {
    const done = new AbortController()
    const ms = Math.min(timeoutMs, longestTimeoutMs)
    const waited = sleep(ms, undefined, { signal: done.signal }).catch(() => {})
    const before = this.#failed
    const unsent = [...this.#unsent.keys()]
    await Promise.race([Promise.all(unsent), waited])
    done.abort()
    return unsent.filter((one) => this.#unsent.has(one)).length + this.#failed - before
  }

  /** Only ids are kept: a member of a group, or a server, can be away for good. */
  #track(items: readonly T.AChatItem[]): void {
    const forgotten = new AbortController()
    const wait = { partial: true, signal: forgotten.signal }
    const deliveries = items.map((item) => this.#api.trackDelivery(item).sent(wait))
    const tracked: Promise<void> = Promise.all(deliveries)
      .then(() => {})
      .catch(() => {
        if (!forgotten.signal.aborted) this.#failed++
      })
      .finally(() => this.#unsent.delete(tracked))
    this.#unsent.set(tracked, forgotten)
    const [oldest] = this.#unsent.values()
    if (this.#unsent.size > trackedAtMost) oldest?.abort()
  }
}

/** Sends it without the quote when what is quoted was deleted, or has disappeared, meanwhile. */
async function orUnquoted<Result>(
  [first, ...others]: Messages,
  send: (messages: Messages) => Promise<Result>,
): Promise<Result> {
  try {
    return await send([first, ...others])
  } catch (error) {
    if (first.quotedItemId === undefined || !isQuoteGone(error)) throw error
    return send([{ ...first, quotedItemId: undefined }, ...others])
  }
}

const isQuoteGone = (error: unknown): boolean =>
  error instanceof ChatCommandError &&
  ["chatItemNotFound", "invalidQuote", "quotedChatItemNotFound"].includes(error.code)
