import type { Worker } from "node:worker_threads"
import { takeBack, takenOf } from "./batch.ts"
import type { Call as AnyCall } from "./call.ts"
import type { CallBatch, CallMessage, CallReply, NativePlace } from "./messages.ts"
import { newReplies, ReplyReader } from "./replies.ts"
import { spawnThread } from "./spawn.ts"

type Call = AnyCall<PoolThread>

interface Listener {
  /** The thread is ready for calls, for the first time or again. */
  free(): void
  /** It has begun a call that was given to it alone. */
  begun(): void
  ended(cause: unknown): void
}

/** A thread of the pool, seen from outside. */
export class PoolThread {
  readonly #worker: Worker
  readonly #cursor = new Int32Array(new SharedArrayBuffer(4))
  readonly #replies: ReplyReader
  readonly #listener: Listener
  #calls: Call[] = []
  #first = 0
  /** The number of the next batch: numbers are not used again. */
  #next = 0
  #answered = 0
  #begunBefore = 0
  #activeSince = 0
  /** Since when it has nothing to do; undefined before it is ready. */
  freeSince: number | undefined

  constructor(place: NativePlace, listener: Listener) {
    const replies = newReplies()
    this.#replies = new ReplyReader(replies)
    this.#worker = spawnThread({ ...place, role: "call", cursor: this.#cursor, replies })
    this.#listener = listener
    this.#worker.on("message", (message: CallMessage) => {
      if (message === "ready") this.#free()
      else if (message === "begun") listener.begun()
      else if (message === "replied") {
        this.#replies.heard()
        this.read()
      } else {
        this.read()
        this.#replies.skip()
        this.#answer(message[0])
        this.read()
      }
    })
    let failure: unknown
    this.#worker.once("error", (error) => (failure = error))
    this.#worker.once("exit", () => listener.ended(failure))
    this.#worker.unref() // a call alone keeps no process alive; after `on`, which would undo it
  }

  /** Takes the replies that are there. The thread does not announce each. */
  read(): void {
    for (;;) {
      const reply = this.#replies.read()
      if (reply === undefined) return
      this.#answer(reply)
    }
  }

  #answer(reply: CallReply): void {
    const call = this.#calls[this.#answered++]
    this.#activeSince = performance.now()
    if (this.isFree) this.#free()
    call?.answer(reply)
  }

  #free(): void {
    this.freeSince = performance.now()
    this.#listener.free()
  }

  /** It is in a call, and was given it, or answered the one before, less than `ms` milliseconds ago. */
  isActive(ms: number): boolean {
    return !this.isFree && performance.now() - this.#activeSince < ms
  }

  /** Counts against the bound of calls that run side by side. */
  get isBusy(): boolean {
    return !this.isFree && !this.isGivenUp && this.#calls[0]?.urgent !== true
  }

  get wasFree(): boolean {
    return this.freeSince !== undefined
  }

  get isFree(): boolean {
    return this.#answered === this.#calls.length
  }

  /** The call that it is in was given up. */
  get isGivenUp(): boolean {
    return !this.isFree && this.unanswered.every((call) => call.isSettled)
  }

  get unanswered(): readonly Call[] {
    return this.#calls.slice(this.#answered)
  }

  /** How many of its calls it has begun, and how many not. */
  get taken(): number {
    return Math.min(this.#calls.length, takenOf(this.#cursor, this.#first))
  }

  /** How many calls it has begun since it was started. */
  get begun(): number {
    return this.#begunBefore + this.taken
  }

  get waiting(): number {
    return this.#calls.length - this.taken
  }

  give(calls: readonly Call[]): void {
    this.#begunBefore += this.taken
    this.#first = this.#next
    this.#next = (this.#first + calls.length) | 0
    this.#calls = [...calls]
    this.#answered = 0
    for (const call of calls) call.thread = this
    this.#activeSince = performance.now()
    this.#replies.reset()
    const batch: CallBatch = [
      this.#first,
      calls[0]?.alone === true,
      ...calls.map((call) => call.request),
    ]
    this.#worker.postMessage(batch, calls[0]?.transfer)
  }

  /** Takes back the calls that it has not begun, but for those whose bytes it has. */
  takeBack(): readonly Call[] {
    if (this.#calls[0]?.transfer !== undefined) return []
    this.read()
    if (this.waiting <= 0) return []
    const taken = takeBack(this.#cursor, this.#first, this.#calls.length)
    const back = this.#calls.slice(taken)
    this.#calls = this.#calls.slice(0, taken)
    for (const call of back) call.thread = undefined
    return back
  }

  /** Lets the thread end when it has nothing to do. */
  end(): void {
    this.#worker.postMessage(null)
  }
}
