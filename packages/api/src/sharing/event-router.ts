import type { Core } from "@simplex-chat/core"
import { EventQueue } from "./event-queue.ts"
import { userOf } from "./user-of.ts"

/**
 * Brings each event of a core to those whom it concerns. The next events are taken from the core only
 * when a reader waits for them and no reader is far behind, so a slow one leaves them in the core.
 */
export class EventRouter {
  readonly #core: Core
  readonly #queues = new Set<EventQueue>()
  #isReceiving = false

  constructor(core: Core) {
    this.#core = core
  }

  /** @param concerns whether events of this user belong in it; undefined is the core itself */
  open(concerns: (userId: number | undefined) => boolean): EventQueue {
    const queue: EventQueue = new EventQueue(concerns, {
      onWanted: () => void this.#receive(),
      onClosed: () => {
        this.#queues.delete(queue)
        void this.#receive()
      },
    })
    this.#queues.add(queue)
    return queue
  }

  async #receive(): Promise<void> {
    if (this.#isReceiving) return
    this.#isReceiving = true
    try {
      while (this.#isWanted()) this.#deliver(await this.#core.receive())
    } catch (error) {
      for (const queue of this.#queues) queue.fail(error)
    } finally {
      this.#isReceiving = false
    }
  }

  #isWanted(): boolean {
    const queues = [...this.#queues]
    return queues.some(({ isAwaited }) => isAwaited) && !queues.some(({ isFull }) => isFull)
  }

  #deliver(texts: readonly string[]): void {
    for (const text of texts) {
      const userId = userOf(text)
      for (const queue of this.#queues) if (queue.concerns(userId)) queue.add(text)
    }
    for (const queue of this.#queues) queue.flush()
  }
}
