import { ClosedError } from "@simplex-chat/core"

interface EventQueueCallbacks {
  /** A reader waits, or has taken what was there. */
  readonly onWanted: () => void
  readonly onClosed: () => void
}

interface Reader {
  readonly resolve: (texts: readonly string[]) => void
  readonly reject: (error: unknown) => void
}

/** How many events may wait for one reader before the others wait for it, too. */
const mostWaiting = 1000

/** The events for one reader, in order. */
export class EventQueue {
  readonly concerns: (userId: number | undefined) => boolean
  readonly #callbacks: EventQueueCallbacks
  #texts: string[] = []
  readonly #readers = new Set<Reader>()
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
    let onAbort = () => {}
    try {
      return await new Promise<readonly string[]>((resolve, reject) => {
        const reader: Reader = { resolve, reject }
        onAbort = () => {
          this.#readers.delete(reader)
          reject(signal?.reason as Error)
        }
        signal?.addEventListener("abort", onAbort)
        this.#readers.add(reader)
        this.flush()
        this.#callbacks.onWanted()
      })
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
