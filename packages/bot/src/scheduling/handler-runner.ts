import { setTimeout as sleep } from "node:timers/promises"
import type { Update } from "../composer/handlers.ts"
import { longestTimeoutMs } from "@simplex-chat/core"
import type { ChatKey } from "../messages/chat-key.ts"
import type { Answering } from "../messages/answering.ts"
import { HandlerRun, type HandlerRunCallbacks, type Outcome } from "./handler-run.ts"

/** An update whose run has not started: it has no signal and no state yet. */
export type PendingUpdate = Update extends infer Each
  ? Each extends unknown
    ? Omit<Each, "signal" | "state">
    : never
  : never

export interface HandlerRunnerCallbacks {
  /** Brings the update to its handlers. */
  handle(update: Update): Promise<void>
  /** A run has ended. */
  onOutcome(outcome: Outcome, update: Update, durationMs: number): void
  /** Code that a handler started without awaiting it has failed; absent to end the process. */
  readonly onStray?: ((error: unknown, update: Update) => void) | undefined
}

/** Starts handler runs, and tracks those in flight. */
export class HandlerRunner {
  readonly #timeoutMs: number
  readonly #callbacks: HandlerRunnerCallbacks
  /** Each with its chat. */
  readonly #inFlight = new Map<HandlerRun, ChatKey>()

  /** @param timeoutMs how long a handler may work */
  constructor(timeoutMs: number, callbacks: HandlerRunnerCallbacks) {
    this.#timeoutMs = timeoutMs
    this.#callbacks = callbacks
  }

  get inFlight(): number {
    return this.#inFlight.size
  }

  /**
   * Handles an update. Resolves when its run is suspended or has ended.
   *
   * @param chat the chat whose queue it came through
   * @param complete called at the end, unless the run was interrupted
   * @param answering the message that its sends answer
   */
  async run(
    pending: PendingUpdate,
    chat: ChatKey,
    complete: (update: Update) => void,
    answering?: Answering,
  ): Promise<void> {
    const { onStray } = this.#callbacks
    const run: HandlerRun = this.#make({
      onHandled: () => complete(update),
      onEnd: (outcome, durationMs) => this.#callbacks.onOutcome(outcome, update, durationMs),
      onStray: onStray === undefined ? undefined : (error) => onStray(error, update),
    })
    run.answering = answering
    const update: Update = { ...pending, state: {}, signal: run.signal }
    await this.#start(run, chat, () => this.#callbacks.handle(update))
  }

  /**
   * Runs other code of the application as a handler, such as that of `onStart`. Resolves when it is
   * suspended or has ended.
   */
  async runOther(
    work: (signal: AbortSignal) => unknown,
    callbacks: HandlerRunCallbacks,
  ): Promise<void> {
    const run = this.#make(callbacks)
    await this.#start(run, "other", async () => void (await work(run.signal)))
  }

  #make(callbacks: HandlerRunCallbacks): HandlerRun {
    const run: HandlerRun = new HandlerRun(this.#timeoutMs, {
      ...callbacks,
      onEnd: (outcome, durationMs) => {
        this.#inFlight.delete(run)
        callbacks.onEnd(outcome, durationMs)
      },
    })
    return run
  }

  async #start(run: HandlerRun, chat: ChatKey, work: () => Promise<void>): Promise<void> {
    this.#inFlight.set(run, chat)
    run.start(work)
    await run.whenSuspended()
  }

  /**
   * Gives the runs in flight until the deadline, then abandons them.
   *
   * @param isStopped selects the chats; all when absent
   * @returns how many did not finish
   */
  async stop(
    deadlineMs: number,
    isStopped: (chat: ChatKey) => boolean = () => true,
  ): Promise<number> {
    const stopped = [...this.#inFlight].filter(([, chat]) => isStopped(chat)).map(([run]) => run)
    if (stopped.length === 0) return 0
    const inTime = new AbortController()
    const ms = Math.min(deadlineMs, longestTimeoutMs)
    const deadline = sleep(ms, undefined, { signal: inTime.signal }).catch(() => {})
    const finished = Promise.all(stopped.map((run) => run.whenEnded()))
    await Promise.race([finished, deadline])
    inTime.abort()
    const unfinished = stopped.filter((run) => this.#inFlight.has(run))
    for (const run of unfinished) run.abandon()
    return unfinished.length
  }
}
