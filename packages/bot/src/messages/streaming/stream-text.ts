import { ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { BotError, ConfigurationError, WaitError } from "../../errors.ts"
import { isGone } from "../is-gone.ts"
import { type AnyIterator, openSource } from "./check-stream.ts"
import { LiveText, type LivePlace } from "./live-text.ts"
import type { Endings, StreamOptions, TextSource } from "./stream-options.ts"
import { StreamedMessage } from "./streamed-message.ts"

/** A group costs a send for each member: it grows more slowly, so that there are this many a second. */
const sendsPerSecond = 10

/** What a stream needs to know of where it goes. */
export interface StreamPlace extends LivePlace {
  readonly info: T.ChatInfo
  readonly endings: Endings
}

/**
 * Sends a text while it is written. See `Message.stream`.
 *
 * @throws {ConfigurationError} when the source cannot be read, or an option is wrong
 * @throws {BotError} when the source has no text
 * @throws {WaitError} `stopping` when the bot stops, `aborted` when the signal or the handler is aborted
 * @throws {unknown} what the source throws
 */
export async function streamText(
  place: StreamPlace,
  source: TextSource,
  options: StreamOptions,
): Promise<StreamedMessage> {
  const { everyMs = 1000, maxSends = 600, maxLength = 100_000, cut = " …" } = options
  const left = new AbortController()
  const iterator = openSource(source, left.signal, options)
  const { handler, stopping } = place.endings
  const failed = new AbortController()
  const signals = [options.signal, handler, stopping, failed.signal]
  const signal = AbortSignal.any(signals.filter((one) => one !== undefined))
  const members = membersOf(place.info)
  const { mentions, ttl, connectTimeoutMs } = options
  const text = new LiveText(place, { mentions, ttl, connectTimeoutMs })
  const growth = new Growth({
    everyMs: Math.max(everyMs, (members * 1000) / sendsPerSecond),
    // The end is sent in any case.
    isAllowed: () => (text.writes + 2) * members <= maxSends,
    show: () => text.show(),
    onFailure: (error) => failed.abort(error),
  })
  const result = (isComplete: boolean) =>
    new StreamedMessage(place.api, text.items, { isComplete, sends: text.writes * members })
  try {
    for (;;) {
      const next = await nextOf(iterator, signal)
      if (next.done === true) break
      if (typeof next.value !== "string")
        throw new ConfigurationError("stream", `the source gave no text, but ${typeof next.value}`)
      const room = maxLength - text.length
      text.append(next.value.slice(0, room))
      if (next.value.length > room) {
        left.abort()
        end(iterator)
        await growth.stop()
        await text.finishCut(cut)
        return result(false)
      }
      growth.grow()
    }
    await growth.stop()
    await text.finish()
  } catch (error) {
    left.abort()
    end(iterator)
    await growth.stop()
    if (text.items.length > 0 && [error, failed.signal.reason].some(isLost)) return result(false)
    if (!failed.signal.aborted) await text.finishCut(cut).catch(() => {})
    throw failed.signal.aborted ? failed.signal.reason : reasonOf(error, options, place.endings)
  }
  if (text.items.length === 0) throw new BotError("stream: the source had no text")
  return result(true)
}

/**
 * Whether the message can no longer be changed because the chat or the message is gone. Of a contact who
 * has deleted the chat the core says that it is not ready.
 */
const isLost = (error: unknown): boolean =>
  isGone(error) ||
  (error instanceof ChatCommandError &&
    ["contactNotReady", "contactNotActive", "groupMemberNotActive", "groupNotJoined"].includes(
      error.code,
    ))

/** What became of a source that was not read to its end. */
function reasonOf(error: unknown, { signal }: StreamOptions, endings: Endings): unknown {
  if (error !== aborted) return error
  if (endings.stopping.aborted) return endings.interrupt()
  return new WaitError("aborted", { cause: signal?.reason ?? endings.handler?.reason })
}

const aborted = new BotError("the stream was aborted")

/** The next of a source, unless the signal is aborted before. */
function nextOf(
  iterator: AnyIterator,
  signal: AbortSignal,
): Promise<IteratorResult<unknown, unknown>> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(aborted)
    if (signal.aborted) onAbort()
    signal.addEventListener("abort", onAbort, { once: true })
    const next = async () => iterator.next()
    void next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", onAbort))
  })
}

/** A source that is asked to end need not: nothing waits for it. */
function end(iterator: AnyIterator): void {
  const ended = async () => iterator.return?.()
  ended().catch(() => {})
}

/** How many sends a message costs. */
const membersOf = (chat: T.ChatInfo): number =>
  chat.type === "group" ? Math.max(1, chat.groupInfo.groupSummary.currentMembers - 1) : 1

interface GrowthOptions {
  readonly everyMs: number
  readonly isAllowed: () => boolean
  readonly show: () => Promise<void>
  readonly onFailure: (error: unknown) => void
}

/** Shows what was written at a pace, one time after the other. */
class Growth {
  readonly #options: GrowthOptions
  #isGrown = false
  #showing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #isStopped = false
  #hasBegun = false

  constructor(options: GrowthOptions) {
    this.#options = options
  }

  /** There is more to show. */
  grow(): void {
    this.#isGrown = true
    if (this.#hasBegun) this.#grow()
    // What is whole at once needs no live message.
    else setImmediate(() => this.#grow())
    this.#hasBegun = true
  }

  #grow(): void {
    if (this.#isStopped || this.#showing !== undefined || this.#timer !== undefined) return
    if (!this.#options.isAllowed()) return
    this.#isGrown = false
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#isGrown) this.#grow()
    }, this.#options.everyMs)
    this.#showing = this.#options
      .show()
      .catch((error: unknown) => this.#options.onFailure(error))
      .finally(() => {
        this.#showing = undefined
        // It took longer than the pause.
        if (this.#isGrown && this.#timer === undefined) this.#grow()
      })
  }

  /** Shows nothing more; resolves when nothing is being shown. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#showing
  }
}
