import { setImmediate, setTimeout } from "node:timers/promises"
import { ClosedError, type Core, within } from "@simplex-chat/core"
import { ChatEventError } from "../errors.ts"
import { readEnvelope, type Said } from "../wire/envelope.ts"

/** How long to wait before receiving again after a failure. */
export interface Backoff {
  /** After the first failure, in milliseconds; 100 when absent. It doubles with each further one. */
  readonly initialMs?: number | undefined
  /** The longest, in milliseconds; 30,000 when absent. */
  readonly maxMs?: number | undefined
}

interface ReceiverCallbacks {
  readonly onSaid: (said: Said) => void
  readonly onError: (error: ChatEventError) => void
  /** The core is closed and will say nothing more. */
  readonly onClosed: (cause: unknown) => void
}

/** Yields to timers and sockets after this number of events, so that a flood does not starve them. */
const eventsPerTurn = 512

/** Receives from the core until stopped. A failure is reported and retried with growing delays. */
export class Receiver {
  readonly #core: Core
  readonly #callbacks: ReceiverCallbacks
  readonly #initialMs: number
  readonly #maxMs: number
  readonly #stopping = new AbortController()
  #loop: Promise<void> | undefined
  #sinceTurn = 0

  constructor(
    core: Core,
    { initialMs = 100, maxMs = 30_000 }: Backoff,
    callbacks: ReceiverCallbacks,
  ) {
    this.#core = core
    this.#callbacks = callbacks
    this.#initialMs = initialMs
    this.#maxMs = maxMs
  }

  start(): void {
    this.#loop ??= this.#receiveForever()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#loop
  }

  async #receiveForever(): Promise<void> {
    const { signal } = this.#stopping
    let delayMs = this.#initialMs
    while (!signal.aborted) {
      try {
        await this.#receiveBatch(signal)
        delayMs = this.#initialMs
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof ClosedError) return this.#callbacks.onClosed(error)
        const problem = `receiving events failed; trying again in ${delayMs} ms`
        this.#callbacks.onError(
          new ChatEventError("receiveFailed", problem, { cause: error, retryInMs: delayMs }),
        )
        await setTimeout(delayMs, undefined, { signal }).catch(() => {})
        delayMs = Math.min(delayMs * 2, this.#maxMs)
      }
    }
  }

  /**
   * A call for each batch, as its variables end with it: a loop would keep the last batch of a flood
   * until another one comes.
   */
  async #receiveBatch(signal: AbortSignal): Promise<void> {
    // Stopping must not depend on a core that minds the signal.
    const batch = this.#core.receive({ signal })
    const texts = await within(batch, { signal }, () => new Error("receiving stops"))
    if (texts.length === 0) throw new TypeError("the core delivered a batch without events")
    for (const text of texts) {
      this.#hear(text)
      if (++this.#sinceTurn < eventsPerTurn) continue
      this.#sinceTurn = 0
      await setImmediate()
    }
  }

  #hear(text: string): void {
    let said: Said
    try {
      said = readEnvelope(text)
    } catch (error) {
      const problem = `an event ${error instanceof Error ? error.message : "cannot be read"}`
      this.#callbacks.onError(new ChatEventError("invalidEvent", problem, { cause: error }))
      return
    }
    this.#callbacks.onSaid(said)
  }
}
