import type { ChatResponse } from "@simplex-chat/types"
import type { AnyEvent } from "./events/chat-event.ts"
import { Dispatcher, type Listener, type Unsubscribe } from "./events/dispatcher.ts"

/** An answer or an event. */
export type Signal = AnyEvent | ChatResponse

/**
 * Everything that the core says, for those parts of this package that follow something over answers
 * and events. They get it before any handler.
 */
export class Signals {
  readonly #dispatcher: Dispatcher<Signal>
  readonly #whenClosed = new Set<() => void>()
  readonly #onFollowed: () => void
  #closed = false

  /** @param onFollowed called when a caller waits for an event */
  constructor(onFailure: (error: unknown, said: Signal) => void, onFollowed: () => void) {
    this.#dispatcher = new Dispatcher(onFailure)
    this.#onFollowed = onFollowed
  }

  /** Like {@link on}, for a caller that waits: from now on, events are received. */
  follow(tags: readonly Signal["type"][], listener: Listener<Signal>): Unsubscribe {
    const unsubscribe = this.on(tags, listener)
    this.#onFollowed()
    return unsubscribe
  }

  on(tags: readonly Signal["type"][], listener: Listener<Signal>): Unsubscribe {
    const unsubscribes = tags.map((tag) => this.#dispatcher.on(tag, listener))
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe()
    }
  }

  /** Calls it when nothing more will be said; at once if that is so already. */
  onClosed(listener: () => void): Unsubscribe {
    if (this.#closed) listener()
    else this.#whenClosed.add(listener)
    return () => this.#whenClosed.delete(listener)
  }

  publish(said: Signal): void {
    this.#dispatcher.dispatch(said)
  }

  close(): void {
    this.#closed = true
    for (const listener of this.#whenClosed) listener()
  }
}
