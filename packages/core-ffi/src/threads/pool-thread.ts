import type { Worker } from "node:worker_threads"
import { takeBack, takenOf } from "./batch.ts"
import type { CallBatch, CallMessage, CallReply, CallRequest, NativePlace } from "./messages.ts"
import { spawnThread } from "./spawn.ts"

/** A call, from being queued to being answered or given up. */
export interface Call {
  readonly request: CallRequest
  /** What is moved to the thread with a call that is alone. */
  readonly transfer: ArrayBuffer[] | undefined
  readonly owner: object
  /** Not to be handed out together with others. */
  alone: boolean
  /** Who has it. */
  thread: PoolThread | undefined
  /** Absent once it is answered or given up: the answer of the library is dropped then. */
  settle: ((reply: CallReply | { readonly error: unknown }) => void) | undefined
}

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
  #calls: Call[] = []
  #first = 0
  /** The number of the next batch: numbers are not used again. */
  #next = 0
  #answered = 0
  /** Since when it has nothing to do; undefined before it is ready. */
  freeSince: number | undefined

  constructor(place: NativePlace, listener: Listener) {
    this.#worker = spawnThread({ ...place, role: "call", cursor: this.#cursor })
    const free = () => {
      this.freeSince = performance.now()
      listener.free()
    }
    this.#worker.on("message", (reply: CallMessage) => {
      if (reply === undefined) return this.wasFree ? listener.begun() : free()
      const call = this.#calls[this.#answered++]
      if (this.isFree) free()
      call?.settle?.(reply)
    })
    let failure: unknown
    this.#worker.once("error", (e) => (failure = e))
    this.#worker.once("exit", () => listener.ended(failure))
    this.#worker.unref() // a call alone keeps no process alive; after `on`, which would undo it
  }

  get wasFree(): boolean {
    return this.freeSince !== undefined
  }

  get isFree(): boolean {
    return this.#answered === this.#calls.length
  }

  /** The call that it is in was given up. */
  get isGivenUp(): boolean {
    return !this.isFree && this.unanswered.every((call) => !call.settle)
  }

  get unanswered(): readonly Call[] {
    return this.#calls.slice(this.#answered)
  }

  /** How many of its calls it has begun, and how many not. */
  get taken(): number {
    return Math.min(this.#calls.length, takenOf(this.#cursor, this.#first))
  }

  get waiting(): number {
    return this.#calls.length - this.taken
  }

  give(calls: readonly Call[]): void {
    this.#first = this.#next
    this.#next = (this.#first + calls.length) | 0
    this.#calls = [...calls]
    this.#answered = 0
    for (const call of calls) call.thread = this
    const batch: CallBatch = [this.#first, !!calls[0]?.alone, ...calls.map((call) => call.request)]
    this.#worker.postMessage(batch, calls[0]?.transfer)
  }

  /** Takes back the calls that it has not begun, but for those whose bytes it has. */
  takeBack(): readonly Call[] {
    if (this.#calls[0]?.transfer) return []
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
