import type { AnyEvent } from "@simplex-chat/api"

/** What is reported when events are dropped. */
export interface EventBudgetCallbacks {
  /** The budget is used up; this is the first event that is dropped. */
  onFull(tag: string): void
  /** Events are accepted again, after `dropped` of them were not. */
  onRoom(dropped: number): void
}

/**
 * Limits how many events wait for their handlers. Events beyond the limit are dropped. To stop receiving
 * would be worse: the queue of the core is bounded (`outputQ`), and everything that has an event to
 * report blocks on it, including the commands that handlers wait for.
 */
export class EventBudget {
  readonly #size: number
  readonly #callbacks: EventBudgetCallbacks
  #used = 0
  #dropped = 0

  constructor(size: number, callbacks: EventBudgetCallbacks) {
    this.#size = size
    this.#callbacks = callbacks
  }

  get used(): number {
    return this.#used
  }

  /** Reserves room for an event, if there is any. */
  acquire({ type }: Pick<AnyEvent, "type">): boolean {
    if (this.#used >= this.#size) {
      if (this.#dropped++ === 0) this.#callbacks.onFull(type)
      return false
    }
    this.#used++
    return true
  }

  release(): void {
    this.#used--
    // Not as soon as there is room for one: a flood would be reported for each handler that ends.
    if (this.#dropped === 0 || this.#used > this.#size / 2) return
    this.#callbacks.onRoom(this.#dropped)
    this.#dropped = 0
  }
}
