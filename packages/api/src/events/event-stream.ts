import { ChatEventError } from "../errors.ts"
import { type GaveUp, type WaitOptions, within } from "@simplex-chat/core"
import { callKinds, checkOptions } from "../checks.ts"
import type { AnyEvent } from "./chat-event.ts"

export interface EventStreamOptions {
  /** Ends the iteration when aborted. */
  readonly signal?: AbortSignal | undefined
  /** How many events wait at most while the loop is busy; 1,000 when absent. */
  readonly capacity?: number | undefined
  /**
   * What to do when the buffer is full and another event comes.
   *
   * - `"fail"`, when absent: buffered events are still delivered, then the iteration throws a
   *   {@link ChatEventError} with the code `overflow`. Nothing is lost unnoticed.
   * - `"dropOldest"`: the event that waits longest is dropped and counted in `dropped`
   */
  readonly whenFull?: "fail" | "dropOldest" | undefined
}

/** Events to go through with `for await`. Ends when the api is closed. */
export interface EventStream extends AsyncIterableIterator<AnyEvent, undefined, undefined> {
  /** How many events were dropped, with `whenFull: "dropOldest"`. */
  readonly dropped: number
  next(): Promise<IteratorResult<AnyEvent, undefined>>
  return(): Promise<IteratorResult<AnyEvent, undefined>>
  [Symbol.asyncIterator](): EventStream
}

type Result = IteratorResult<AnyEvent, undefined>

interface Reader {
  readonly resolve: (result: Result) => void
  readonly reject: (error: Error) => void
}

/** The events that were pushed and not read yet, and the readers that wait for one. */
export class BufferedEvents implements EventStream {
  readonly #capacity: number
  readonly #dropOldest: boolean
  readonly #onEnd: () => void
  #buffer: AnyEvent[] = []
  /** The first that is not read. Shifting an array of thousands for each event would be slow. */
  #head = 0
  #readers: Reader[] = []
  #ended = false
  #error: Error | undefined
  dropped = 0

  /** @throws {InvalidArgumentError} for the first option that is wrong */
  constructor(options: EventStreamOptions, onEnd: () => void) {
    checkOptions(options, { signal: "signal", capacity: "count", whenFull: ["fail", "dropOldest"] })
    const { signal, capacity = 1000, whenFull = "fail" } = options
    this.#capacity = capacity
    this.#dropOldest = whenFull === "dropOldest"
    const onAbort = () => {
      this.#discard()
      this.end()
    }
    this.#onEnd = () => {
      signal?.removeEventListener("abort", onAbort)
      onEnd()
    }
    if (signal?.aborted === true) onAbort()
    else signal?.addEventListener("abort", onAbort)
  }

  push(event: AnyEvent): void {
    if (this.#ended) return
    const reader = this.#readers.shift()
    if (reader !== undefined) return reader.resolve({ done: false, value: event })
    if (this.#buffer.length - this.#head < this.#capacity) {
      this.#buffer.push(event)
    } else if (this.#dropOldest) {
      this.dropped++
      this.#take()
      this.#buffer.push(event)
    } else {
      const problem = `${this.#capacity} events wait to be read, and another one arrived; read faster, give the iterator more capacity, or let it drop the oldest`
      this.end(new ChatEventError("overflow", problem))
    }
  }

  /** Buffered events are still delivered; then the iteration ends, or throws the error once. */
  end(error?: Error): void {
    if (this.#ended) return
    this.#ended = true
    this.#error = error
    this.#onEnd()
    for (const { resolve, reject } of this.#readers.splice(0)) {
      if (error === undefined) resolve({ done: true, value: undefined })
      else reject(error)
    }
  }

  next(): Promise<Result> {
    return (
      this.#atOnce() ?? new Promise((resolve, reject) => this.#readers.push({ resolve, reject }))
    )
  }

  /** The next event; undefined when none comes in time, or none will come. */
  async take(options: WaitOptions): Promise<AnyEvent | undefined> {
    checkOptions(options, callKinds)
    const ready = this.#atOnce()
    if (ready !== undefined) return (await ready).value
    let reader: Reader | undefined
    const next = new Promise<Result>((resolve, reject) => {
      reader = { resolve, reject }
      this.#readers.push(reader)
    })
    try {
      const giveUp = (why: GaveUp, cause: ErrorOptions) =>
        new ChatEventError(why, "waiting for an event was given up", cause)
      return (await within(next, options, giveUp)).value
    } catch (error) {
      // Else it would take the next event and drop it.
      this.#readers = this.#readers.filter((other) => other !== reader)
      if (error instanceof ChatEventError && error.code === "timeout") return undefined
      throw error
    }
  }

  #atOnce(): Promise<Result> | undefined {
    const event = this.#take()
    if (event !== undefined) return Promise.resolve({ done: false, value: event })
    if (this.#error !== undefined) {
      const error = this.#error
      this.#error = undefined
      return Promise.reject(error)
    }
    return this.#ended ? Promise.resolve({ done: true, value: undefined }) : undefined
  }

  return(): Promise<Result> {
    this.#discard()
    this.end()
    return Promise.resolve({ done: true, value: undefined })
  }

  /** Takes out all that waits. */
  drain(): AnyEvent[] {
    const waiting = this.#buffer.slice(this.#head)
    this.#discard()
    return waiting
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #discard(): void {
    this.#buffer = []
    this.#head = 0
  }

  #take(): AnyEvent | undefined {
    if (this.#head === this.#buffer.length) return undefined
    const event = this.#buffer[this.#head++]
    if (this.#head >= 512 && this.#head * 2 >= this.#buffer.length) {
      this.#buffer = this.#buffer.slice(this.#head)
      this.#head = 0
    }
    return event
  }
}
