import { AsyncLocalStorage } from "node:async_hooks"
import { performance } from "node:perf_hooks"
import { after } from "../after.ts"
import { BotError } from "../errors.ts"

/** The handler that is running, for what is called inside it. */
export const currentActivity = new AsyncLocalStorage<Activity>()

/** A handler took longer than `handlerTimeoutMs`. It may still run; nobody waits for it any more. */
export class HandlerTimeoutError extends BotError {
  override readonly name = "HandlerTimeoutError"

  constructor(timeoutMs: number) {
    super(
      `a handler was not done after ${timeoutMs} ms; its signal is aborted, and the chat goes on`,
    )
  }
}

/**
 * One run of the handlers of an update. It works, waits for messages, works again, and ends. Its
 * time counts while it works.
 */
export class Activity {
  readonly #abort = new AbortController()
  readonly #timeoutMs: number
  readonly #started = performance.now()
  #timer: NodeJS.Timeout | undefined
  #waiting = 0
  #outcome: Outcome | undefined
  #rest: (() => void)[] = []
  /** Called at the end, with what became of it. */
  readonly #onEnd: (outcome: Outcome, durationMs: number) => void
  /** What else is handled when this one is: the messages that it waited for. */
  readonly #taken: (() => void)[] = []
  /** Some wait was broken off because the bot stops: what it handles is not handled. */
  interrupted = false

  constructor(timeoutMs: number, onEnd: (outcome: Outcome, durationMs: number) => void) {
    this.#timeoutMs = timeoutMs
    this.#onEnd = onEnd
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get ended(): boolean {
    return this.#outcome !== undefined
  }

  run(work: (signal: AbortSignal) => Promise<void>): void {
    this.#wind()
    currentActivity
      .run(this, () => work(this.signal))
      .then(
        () => this.#end({ type: this.interrupted ? "interrupted" : "done" }),
        (error: unknown) =>
          this.#end(this.interrupted ? { type: "interrupted" } : { type: "failed", error }),
      )
  }

  /** It waits for a message, and holds nothing up meanwhile. */
  park(): void {
    this.#waiting++
    clearTimeout(this.#timer)
    this.#wake()
  }

  /** It goes on. */
  unpark(): void {
    this.#waiting--
    if (!this.ended) this.#wind()
  }

  /** What was taken counts as handled when this ends. */
  take(complete: () => void): void {
    this.#taken.push(complete)
  }

  /** Resolves when it waits for a message, and when it has ended. */
  async resting(): Promise<void> {
    while (this.#waiting === 0 && !this.ended) {
      await new Promise<void>((resolve) => this.#rest.push(resolve))
    }
  }

  /** Resolves when it has ended. */
  async whenEnded(): Promise<void> {
    while (!this.ended) await new Promise<void>((resolve) => this.#rest.push(resolve))
  }

  /** It has so long to finish, in milliseconds; then it counts as done. */
  finishWithin(graceMs: number): void {
    after(graceMs, () => this.#end({ type: "done" }))?.unref()
  }

  /** The bot does not wait for it any longer; what it handles is not handled. */
  abandon(): void {
    this.interrupted = true
    this.#abort.abort(new BotError("the bot stops"))
    this.#end({ type: "interrupted" })
  }

  #wind(): void {
    clearTimeout(this.#timer)
    // Not in the way of the end of the process: the bot itself knows when it is done.
    this.#timer = after(this.#timeoutMs, () => {
      const error = new HandlerTimeoutError(this.#timeoutMs)
      this.#abort.abort(error)
      this.#end({ type: "failed", error })
    })?.unref()
  }

  #end(outcome: Outcome): void {
    if (this.#outcome !== undefined) return
    this.#outcome = outcome
    clearTimeout(this.#timer)
    if (outcome.type !== "interrupted") for (const complete of this.#taken) complete()
    this.#onEnd(outcome, performance.now() - this.#started)
    this.#wake()
  }

  #wake(): void {
    for (const resolve of this.#rest.splice(0)) resolve()
  }
}

/** What became of a run. What was interrupted will be handled again. */
export type Outcome =
  | { readonly type: "done" }
  | { readonly type: "failed"; readonly error: unknown }
  | { readonly type: "interrupted" }
