import { ClosedError } from "@simplex-chat/core"

interface EventQueueCallbacks {
  /** A reader waits, or has taken what was there. */
  readonly onWanted: () => void
  readonly onClosed: () => void
}

/** How many events may wait for one reader before the others wait for it, too. */
const mostWaiting = 1000

/** The events for one reader, in order. */
export class EventQueue {
  readonly concerns: (userId: number | undefined) => boolean
  readonly #callbacks: EventQueueCallbacks
  #texts: string[] = []
  readonly #readers = new Set<PromiseWithResolvers<readonly string[]>>()
  #isClosed = false

  constructor(concerns: (userId: number | undefined) => boolean, callbacks: EventQueueCallbacks) {
    this.concerns = concerns
    this.#callbacks = callbacks
  }

  get isAwaited(): boolean {
    return this.#readers.size > 0
  }

  get isFull(): boolean {
    return this.#texts.length >= mostWaiting
  }

  /** @throws {ClosedError} once it is closed, and what fails receiving */
  async take(signal?: AbortSignal): Promise<readonly string[]> {
    signal?.throwIfAborted()
    if (this.#isClosed) throw new ClosedError("receive")
    const reader = Promise.withResolvers<readonly string[]>()
    const onAbort = () => {
      this.#readers.delete(reader)
      reader.reject(signal?.reason)
    }
    signal?.addEventListener("abort", onAbort, { once: true })
    this.#readers.add(reader)
    this.flush()
    this.#callbacks.onWanted()
    try {
      return await reader.promise
    } finally {
      signal?.removeEventListener("abort", onAbort)
    }
  }

  add(text: string): void {
    this.#texts.push(text)
  }

  /** Hands over what is there. */
  flush(): void {
    const [reader] = this.#readers
    if (reader === undefined || this.#texts.length === 0) return
    this.#readers.delete(reader)
    reader.resolve(this.#texts)
    this.#texts = []
  }

  fail(error: unknown): void {
    for (const reader of this.#readers) reader.reject(error)
    this.#readers.clear()
  }

  close(): void {
    this.#isClosed = true
    this.#texts = []
    this.fail(new ClosedError("receive"))
    this.#callbacks.onClosed()
  }
}
