import { CallError } from "@simplex-chat/core"
import type { CallFailure, CallName, CallReply, CallRequest, CallResult } from "./messages.ts"
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

interface Settle {
  resolve(reply: CallResult<CallName>): void
  reject(error: unknown): void
}

/** A call, from being queued to being answered or given up. */
export class Call implements Queued {
  queue: object | undefined
  position = 0
  readonly request: CallRequest
  readonly owner: CallOwner
  /** What is moved to the thread with the call. */
  readonly transfer: ArrayBuffer[] | undefined
  /** Not to be batched with others. */
  alone: boolean
  /** Opens or closes: waits for no other call, and does not count against the bound. */
  readonly urgent: boolean
  /** What makes it: a `PoolThread` or the `NodeCaller`. */
  thread: object | undefined
  /** Releases the timer and the listener that may give it up. */
  release: (() => void) | undefined
  // Absent once it is answered or given up: the reply of the library is dropped then.
  #settle: Settle | undefined

  constructor(
    request: CallRequest,
    owner: CallOwner,
    settle: Settle,
    { transfer, urgent = false }: { transfer?: ArrayBuffer[] | undefined; urgent?: boolean } = {},
  ) {
    this.request = request
    this.owner = owner
    this.#settle = settle
    this.transfer = transfer
    this.urgent = urgent
    this.alone = urgent || transfer !== undefined
    owner.began()
  }

  get isSettled(): boolean {
    return this.#settle === undefined
  }

  answer(reply: CallReply): void {
    if (isFailure(reply)) this.fail(new CallError(this.request[0], reply.failed))
    else this.#end()?.resolve(reply)
  }

  fail(error: unknown): void {
    this.#end()?.reject(error)
  }

  #end(): Settle | undefined {
    const settle = this.#settle
    if (settle === undefined) return undefined
    this.#settle = undefined
    this.release?.()
    this.owner.ended()
    return settle
  }
}

const isFailure = (reply: CallReply): reply is CallFailure =>
  typeof reply === "object" && reply !== null && "failed" in reply
