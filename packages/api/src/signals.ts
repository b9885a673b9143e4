import type { ChatResponse } from "@simplex-chat/types"
import type { AnyEvent } from "./events/chat-event.ts"
import { Dispatcher, type Listener, type Unsubscribe } from "./events/dispatcher.ts"

/** An answer or an event. */
export type Signal = AnyEvent | ChatResponse

interface SignalCallbacks {
  /** A listener of this package failed: what the core said has another shape than declared. */
  readonly onFailure: (error: unknown, said: Signal) => void
  /** A function of the application failed. */
  readonly onCallbackFailure: (error: unknown, name: string) => void
  /** Something here waits for what the core will say: events must be received. */
  readonly onFollowed: () => void
}

/**
 * Everything that the core says, for those parts of this package that follow something over answers
 * and events. They get it before any handler.
 */
export class Signals {
  readonly #dispatcher: Dispatcher<Signal>
  readonly #whenClosed = new Set<() => void>()
  readonly #callbacks: SignalCallbacks
  #closed = false

  constructor(callbacks: SignalCallbacks) {
    this.#callbacks = callbacks
    this.#dispatcher = new Dispatcher(callbacks.onFailure)
  }

  /** As {@link on}, and from now on events are received. */
  follow(tags: readonly Signal["type"][], listener: Listener<Signal>): Unsubscribe {
    const unsubscribe = this.on(tags, listener)
    this.expect()
    return unsubscribe
  }

  on(tags: readonly Signal["type"][], listener: Listener<Signal>): Unsubscribe {
    const unsubscribes = tags.map((tag) => this.#dispatcher.on(tag, listener))
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe()
    }
  }

  /** Has events received, for someone who waits for what is said of them. */
  expect(): void {
    this.#callbacks.onFollowed()
  }

  /**
   * Calls a function of the application, such as `onProgress`. What it throws, or rejects with, is
   * reported under this name.
   */
  callBack<Value>(name: string, call: ((value: Value) => unknown) | undefined, value: Value): void {
    const failed = (error: unknown) => this.#callbacks.onCallbackFailure(error, name)
    try {
      Promise.resolve(call?.(value)).catch(failed)
    } catch (error) {
      failed(error)
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
