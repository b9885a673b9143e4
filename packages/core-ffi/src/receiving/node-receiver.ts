import { CallError } from "@simplex-chat/core"
import { loadKoffi } from "../native/koffi.ts"
import { bindReceive, waitMicroseconds, type Controller } from "../native/library.ts"
import { mostBatches } from "../threads/batch.ts"
import { CallOwner } from "../threads/call.ts"
import type { NativePlace } from "../threads/messages.ts"
import type { AsyncFunction, NodeThread } from "../threads/node-thread.ts"
import type { ThreadPool } from "../threads/pool.ts"
import { Retry } from "../threads/retry.ts"
import { EventQueue } from "./event-queue.ts"
import type { Receiver } from "./receiver.ts"

const waitMs = waitMicroseconds / 1_000
// So many events that follow each other this fast are taken in batches, until a batch has less than
// this.
const [manyQuick, quickMs, smallBatch] = [8, 2, 4]
// A receive that lasts this much longer than it was to wait hangs.
const graceMs = 300

/**
 * Receives from one controller on a thread of Node's, one event at a time, and from a thread of the
 * pool in batches where events follow each other fast: each way is the cheaper one for what it does.
 */
export class NodeReceiver implements Receiver {
  readonly events = new EventQueue(() => {
    this.#batches--
    this.#wake?.()
  })
  readonly #thread: NodeThread
  readonly #pool: ThreadPool
  readonly #ctrl: Controller
  readonly #receive: AsyncFunction
  readonly #retry = new Retry()
  readonly #running: Promise<void>
  /** Batches that no reader has taken. */
  #batches = 0
  /** How many events in a row came fast. */
  #quick = 0
  #wake: (() => void) | undefined
  #isStopped = false
  #waitingSince: number | undefined
  // A call in flight keeps the process alive. Between two of them, this does.
  #alive: NodeJS.Timeout | undefined = setInterval(() => {}, 1 << 30)

  constructor(thread: NodeThread, place: NativePlace, pool: ThreadPool, ctrl: Controller) {
    this.#thread = thread
    this.#pool = pool
    this.#ctrl = ctrl
    this.#receive = bindReceive(loadKoffi(place.koffi), place.library)
    this.#running = this.#run()
  }

  /** Whether a receive should have returned by now. */
  get isOverdue(): boolean {
    const since = this.#waitingSince
    return since !== undefined && performance.now() - since > waitMs + graceMs
  }

  stop(): Promise<void> {
    this.#isStopped = true
    this.#wake?.()
    return this.#running
  }

  release(): void {
    this.unref()
  }

  unref(): void {
    clearInterval(this.#alive)
    this.#alive = undefined
  }

  async #run(): Promise<void> {
    let follows = false
    while (!this.#isStopped) {
      if (this.#retry.leftMs > 0) await this.#pause(this.#retry.leftMs)
      else if (this.#batches >= mostBatches) await this.#pause()
      else if (follows) follows = await this.#takeBatches()
      else follows = await this.#waitForOne()
    }
    this.#thread.release()
  }

  /** Until a reader has taken a batch, it is stopped, or the time is over. */
  async #pause(ms?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      if (ms !== undefined) timer = setTimeout(resolve, ms)
    })
    clearTimeout(timer)
    this.#wake = undefined
  }

  /** Returns whether events follow each other fast. */
  async #waitForOne(): Promise<boolean> {
    const started = (this.#waitingSince = performance.now())
    const event = await this.#thread
      .call<string | null>(this.#receive, this.#ctrl, waitMicroseconds)
      .catch(
        (error: unknown) => new CallError("receive", "it could not be called", { cause: error }),
      )
    this.#waitingSince = undefined
    if (typeof event !== "string") {
      this.#retry.failed()
      this.events.fail(event ?? new CallError("receive", "the library returned NULL"))
    } else if (event === "") this.#retry.gaveNothing(started, waitMs)
    else {
      this.#retry.received()
      this.#push([event])
      this.#quick = performance.now() - started < quickMs ? this.#quick + 1 : 0
      return this.#quick >= manyQuick && this.#isPoolReady()
    }
    return false
  }

  /** Single events are taken until the pool has a thread. */
  #isPoolReady(): boolean {
    if (!this.#pool.isWithoutThread) return true
    try {
      this.#pool.prepare()
    } catch {
      // It goes on with single events.
    }
    return false
  }

  /** Returns whether there may be more, for which there was no room. */
  async #takeBatches(): Promise<boolean> {
    for (let next = this.#nextBatch(); ;) {
      const events = await next
      const follows = events.length >= smallBatch
      const goesOn = follows && !this.#isStopped && this.#batches + 1 < mostBatches
      // Asked for first: the reader takes the processor for this batch as soon as it has it.
      if (goesOn) next = this.#nextBatch()
      if (events.length > 0) this.#push(events)
      if (!goesOn) return follows
    }
  }

  #nextBatch(): Promise<readonly string[]> {
    return this.#pool
      .run(new CallOwner(), "receive", [this.#ctrl], { urgent: true })
      .catch(() => []) // without a thread for it, the way of single events goes on
  }

  #push(events: readonly string[]): void {
    this.#batches++
    this.events.push(events)
  }
}
