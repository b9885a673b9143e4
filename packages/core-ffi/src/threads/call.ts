import { CallError } from "@simplex-chat/core"
import type { CallReply, CallRequest } from "./messages.ts"
import type { PoolThread } from "./pool-thread.ts"

/** Whose calls they are: knows how many are neither answered nor given up. */
export class CallOwner {
  #underWay = 0
  #idle: (() => void) | undefined

  began(): void {
    this.#underWay++
  }

  ended(): void {
    if (--this.#underWay === 0) this.#idle?.()
  }

  /** When none is under way; to be awaited once, by who makes no more calls. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle = resolve
      if (this.#underWay === 0) resolve()
    })
  }
}

interface Settle {
  resolve(reply: string | Uint8Array | null): void
  reject(error: unknown): void
}

/** A call, from being queued to being answered or given up. */
export class Call {
  readonly request: CallRequest
  readonly owner: CallOwner
  /** What is moved to the thread with the call. */
  readonly transfer: ArrayBuffer[] | undefined
  /** Not to be handed out together with others. */
  alone: boolean
  /** Who has it. */
  thread: PoolThread | undefined
  /** Lets go of what may give it up. */
  release: (() => void) | undefined
  // Absent once it is answered or given up: the reply of the library is dropped then.
  #settle: Settle | undefined

  constructor(
    request: CallRequest,
    owner: CallOwner,
    settle: Settle,
    transfer: ArrayBuffer[] | undefined,
  ) {
    this.request = request
    this.owner = owner
    this.#settle = settle
    this.transfer = transfer
    this.alone = transfer !== undefined
    owner.began()
  }

  get isSettled(): boolean {
    return this.#settle === undefined
  }

  answer(reply: CallReply): void {
    if (reply === null || typeof reply === "string" || reply instanceof Uint8Array)
      this.#end()?.resolve(reply)
    else this.fail(new CallError(this.request[0], reply.failed))
  }

  fail(error: unknown): void {
    this.#end()?.reject(error)
  }

  #end(): Settle | undefined {
    const settle = this.#settle
    if (!settle) return undefined
    this.#settle = undefined
    this.release?.()
    this.owner.ended()
    return settle
  }
}
