import { CallError } from "@simplex-chat/core"
import type { CallFailure, CallName, CallReply, CallRequest, MayReturnNull } from "./messages.ts"
import type { Queued } from "./queue.ts"

/** Whose calls they are: counts those that are neither answered nor given up. */
export class CallOwner {
  #inFlight = 0
  #idle: (() => void) | undefined

  began(): void {
    this.#inFlight++
  }

  ended(): void {
    if (--this.#inFlight === 0) this.#idle?.()
  }

  /** Resolves when none is in flight. Await it once, after the last call was made. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle = resolve
      if (this.#inFlight === 0) resolve()
    })
  }
}

const mayReturnNull: ReadonlySet<CallName> = new Set<MayReturnNull>(["initialise", "closeStore"])

/** A call, from being queued to being answered or given up. */
export class Call implements Queued {
  queue: object | undefined
  position = 0
  readonly request: CallRequest
  readonly owner: CallOwner
  /** What is moved to the thread with the call. */
  transfer: ArrayBuffer[] | undefined
  /** Not to be batched with others. */
  alone = false
  /** Opens or closes: waits for no other call, and does not count against the bound. */
  urgent = false
  /** What makes it: a `PoolThread` or the `NodeCaller`. */
  thread: object | undefined
  /** Releases the timer and the listener that may give it up. */
  release: (() => void) | undefined
  readonly #resolve: (reply: never) => void
  readonly #reject: (error: unknown) => void
  #isSettled = false

  /** `resolve` and `reject` are those of the promise of its reply. */
  constructor(
    request: CallRequest,
    owner: CallOwner,
    resolve: (reply: never) => void,
    reject: (error: unknown) => void,
  ) {
    this.request = request
    this.owner = owner
    this.#resolve = resolve
    this.#reject = reject
    owner.began()
  }

  /** It was answered or given up: what the library replies is dropped. */
  get isSettled(): boolean {
    return this.#isSettled
  }

  answer(reply: CallReply): void {
    const [name] = this.request
    if (isFailure(reply)) this.fail(new CallError(name, reply.failed))
    else if (reply === null && !mayReturnNull.has(name))
      this.fail(new CallError(name, "the library returned NULL"))
    else if (this.#end()) this.#resolve(reply as never)
  }

  fail(error: unknown): void {
    if (this.#end()) this.#reject(error)
  }

  #end(): boolean {
    if (this.#isSettled) return false
    this.#isSettled = true
    this.release?.()
    this.owner.ended()
    return true
  }
}

const isFailure = (reply: CallReply): reply is CallFailure =>
  typeof reply === "object" && reply !== null && "failed" in reply
