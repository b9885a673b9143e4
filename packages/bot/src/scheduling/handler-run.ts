import { AsyncLocalStorage } from "node:async_hooks"
import { performance } from "node:perf_hooks"
import { BotError } from "../errors.ts"
import { isOfLostCore } from "../messages/lost-core.ts"
import type { Answering } from "../messages/answering.ts"
import { after } from "./after.ts"

/** The handler run in which the current code is called, if any. */
export const currentRun = new AsyncLocalStorage<HandlerRun>()

/** A handler took longer than `handlerTimeoutMs`. Its code may still run, but the chat goes on. */
export class HandlerTimeoutError extends BotError {
  override readonly name = "HandlerTimeoutError"

  constructor(timeoutMs: number) {
    super(
      `a handler did not finish within ${timeoutMs} ms; its signal is aborted, and the next message of the chat is handled`,
    )
  }
}

/** How a run ended. The message of an interrupted one is handled again at the next start. */
export type Outcome =
  | { readonly type: "done" }
  | { readonly type: "failed"; readonly error: unknown }
  | { readonly type: "interrupted" }

export interface HandlerRunCallbacks {
  /** The message counts as handled: called once before `onEnd`, unless the run was interrupted. */
  readonly onHandled?: (() => void) | undefined
  /** Called once, with the outcome. */
  onEnd(outcome: Outcome, durationMs: number): void
  /**
   * Code that the handler started without awaiting it has failed. Absent: such failures end the process.
   */
  readonly onStray?: ((error: unknown) => void) | undefined
}

/**
 * One run of the handlers of an update. It works, is suspended while it waits for messages, resumes,
 * and ends. Only the time in which it works counts towards its timeout.
 */
export class HandlerRun {
  readonly #abort = new AbortController()
  readonly #timeoutMs: number
  readonly #started = performance.now()
  #timer: NodeJS.Timeout | undefined
  /** How many messages it waits for. */
  #pending = 0
  #outcome: Outcome | undefined
  #waiters: (() => void)[] = []
  readonly #callbacks: HandlerRunCallbacks
  /** Called before its message counts as handled. */
  readonly #beforeHandled: (() => void)[] = []
  /** Completes the messages that it received as replies. */
  readonly #replies: (() => void)[] = []
  readonly #cleanups = new Set<() => void>()
  /** The message that its sends answer: the one that it handles, or the last reply that it received. */
  answering: Answering | undefined
  /** Whether stopping the bot ended one of its waits: its message does not count as handled. */
  interrupted = false

  constructor(timeoutMs: number, callbacks: HandlerRunCallbacks) {
    this.#timeoutMs = timeoutMs
    this.#callbacks = callbacks
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get ended(): boolean {
    return this.#outcome !== undefined
  }

  start(work: (signal: AbortSignal) => Promise<void>): void {
    this.#startTimer()
    currentRun
      .run(this, () => work(this.signal))
      .then(
        () => this.#end({ type: this.interrupted ? "interrupted" : "done" }),
        (error: unknown) => {
          const isCutOff = this.interrupted || isOfLostCore(error)
          this.#end(isCutOff ? { type: "interrupted" } : { type: "failed", error })
        },
      )
  }

  /** It waits for a message, and blocks no other meanwhile. */
  suspend(): void {
    this.#pending++
    clearTimeout(this.#timer)
    this.#wake()
  }

  resume(): void {
    this.#pending--
    if (!this.ended) this.#startTimer()
  }

  /** Calls `complete` when the run ends: its replies count as handled when it does. */
  addReply(complete: () => void): void {
    this.#replies.push(complete)
  }

  /** Calls `done` when the run ends, unless it is interrupted, right before it counts as handled. */
  beforeHandled(done: () => void): void {
    this.#beforeHandled.push(done)
  }

  /** Calls `cleanup` at the end of the run, unless the returned function removes it before. */
  onEnd(cleanup: () => void): () => void {
    this.#cleanups.add(cleanup)
    return () => void this.#cleanups.delete(cleanup)
  }

  /** Resolves when it waits for a message, and when it has ended. */
  async whenSuspended(): Promise<void> {
    while (this.#pending === 0 && !this.ended) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve))
    }
  }

  async whenEnded(): Promise<void> {
    while (!this.ended) await new Promise<void>((resolve) => this.#waiters.push(resolve))
  }

  /**
   * Reports what failed in code that the handler started without awaiting it, also after its end.
   *
   * @returns false when such failures are for the process
   */
  reportStray(error: unknown): boolean {
    this.#callbacks.onStray?.(error)
    return this.#callbacks.onStray !== undefined
  }

  /** Counts it as done after `graceMs` at the latest. */
  finishWithin(graceMs: number): void {
    after(graceMs, () => this.#end({ type: "done" }))?.unref()
  }

  /** Ends it because the bot stops; its message does not count as handled. */
  abandon(): void {
    this.interrupted = true
    this.#abort.abort(new BotError("the bot stops"))
    this.#end({ type: "interrupted" })
  }

  #startTimer(): void {
    clearTimeout(this.#timer)
    // It does not keep the process alive: the running bot does.
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
    try {
      for (const cleanup of this.#cleanups) cleanup()
      if (outcome.type !== "interrupted") this.#complete()
      this.#callbacks.onEnd(outcome, performance.now() - this.#started)
    } finally {
      // The chat goes on, also when a callback throws.
      this.#wake()
    }
  }

  /**
   * The message that asked is completed before the reply. A process killed between the two handles the
   * reply again, as a message of its own; in the other order it would ask again, and take the next message
   * for the reply.
   */
  #complete(): void {
    for (const done of this.#beforeHandled) done()
    this.#callbacks.onHandled?.()
    for (const complete of this.#replies) complete()
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve()
  }
}
