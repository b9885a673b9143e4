import { ClosedError } from "../errors.ts"

/** Events between those who deliver them and `receive`. */
export class EventQueue {
  #events: string[] = []
  #closed = false
  readonly #waiting = new Set<() => void>()

  push(event: string): void {
    this.#events.push(event)
    this.#wake()
  }

  /** What is there is still received; then `receive` rejects with a {@link ClosedError}. */
  close(): void {
    this.#closed = true
    this.#wake()
  }

  /**
   * Resolves to all events that are there, at least one.
   *
   * @throws {ClosedError} once the queue is closed and empty
   */
  async receive(signal?: AbortSignal): Promise<readonly string[]> {
    signal?.throwIfAborted()
    while (this.#events.length === 0) {
      if (this.#closed) throw new ClosedError("receive")
      await this.#changed(signal)
    }
    const events = this.#events
    this.#events = []
    return events
  }

  #changed(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        this.#waiting.delete(woken)
        signal?.removeEventListener("abort", aborted)
        end()
      }
      const woken = () => settle(resolve)
      const aborted = () => settle(() => reject(signal?.reason as Error))
      this.#waiting.add(woken)
      signal?.addEventListener("abort", aborted, { once: true })
    })
  }

  #wake(): void {
    for (const woken of this.#waiting) woken()
  }
}
