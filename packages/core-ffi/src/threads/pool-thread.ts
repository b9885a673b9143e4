import type { Worker } from "node:worker_threads"
import type { Call } from "./call.ts"
import type {
  CallArgs,
  CallMessage,
  CallName,
  CallReply,
  NativePlace,
  SentCall,
} from "./messages.ts"
import { newReplies, ReplyReader } from "./replies.ts"
import { newRequests, RequestWriter } from "./requests.ts"
import { spawnThread } from "./spawn.ts"

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
  readonly #requests: RequestWriter
  readonly #replies: ReplyReader
  readonly #listener: Listener
  #calls: readonly Call[] = []
  #answered = 0
  #begunBefore = 0
  #activeSince = 0
  /** Since when it has nothing to do; undefined before it is ready. */
  freeSince: number | undefined

  constructor(place: NativePlace, listener: Listener) {
    const [requests, replies] = [newRequests(), newReplies()]
    this.#requests = new RequestWriter(requests)
    this.#replies = new ReplyReader(replies)
    this.#worker = spawnThread({ ...place, role: "call", requests, replies })
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
    return Math.min(this.#calls.length, this.#requests.taken)
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
    this.#calls = calls
    this.#answered = 0
    this.#activeSince = performance.now()
    this.#replies.reset()
    this.#requests.begin()
    for (const call of calls) {
      call.thread = this
      this.#write(call)
    }
    this.#requests.publish()
  }

  #write({ request, alone, transfer }: Call): void {
    if (request[0] === "sendCommand") {
      const [, ctrl, command] = request as readonly [CallName, ...CallArgs<"sendCommand">]
      if (this.#requests.write(ctrl, command, alone)) return
    }
    const sent: SentCall = [this.#requests.leave(alone), request]
    this.#worker.postMessage(sent, transfer)
  }

  /** Takes back the calls that it has not begun, but for those whose bytes it has. */
  takeBack(): readonly Call[] {
    if (this.#calls[0]?.transfer !== undefined) return []
    this.read()
    if (this.waiting <= 0) return []
    const taken = this.#requests.takeBack()
    const back = this.#calls.slice(taken)
    this.#calls = this.#calls.slice(0, taken)
    for (const call of back) call.thread = undefined
    return back
  }

  /** Lets the thread end when it has nothing to do. */
  end(): void {
    this.#requests.end()
  }
}
