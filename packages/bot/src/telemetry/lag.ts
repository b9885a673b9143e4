import { performance } from "node:perf_hooks"

/** How many messages are known at once; older ones are forgotten. */
const most = 10_000

/** How old the oldest message is that was received and is not handled. */
export class Lag {
  /** When each was received, oldest first. */
  readonly #received = new Map<number, number>()

  received(itemId: number): void {
    this.#received.set(itemId, performance.now())
    const [oldest] = this.#received.keys()
    if (this.#received.size > most && oldest !== undefined) this.#received.delete(oldest)
  }

  /** Whether an event has brought it, and it is not handled. */
  has(itemId: number): boolean {
    return this.#received.has(itemId)
  }

  handled(itemId: number): void {
    this.#received.delete(itemId)
  }

  get seconds(): number {
    const [oldest] = this.#received.values()
    return oldest === undefined ? 0 : (performance.now() - oldest) / 1000
  }
}
