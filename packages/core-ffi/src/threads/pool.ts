import type { Worker } from "node:worker_threads"
import { ClosedError, NativeCallError, TimeoutError } from "../errors.ts"
import type { CallOptions } from "../core.ts"
import { Queue } from "./queue.ts"
import { spawnThread } from "./spawn.ts"
import type { CallArgs, CallName, CallReply, CallResult, NativePlace } from "./messages.ts"

/**
 * Calls under way that can be given up. The native call cannot be interrupted: its thread goes on,
 * and frees the answer.
 */
interface Call {
  readonly name: CallName
  readonly args: readonly unknown[]
  readonly transfer: ArrayBuffer[]
  readonly owner: object
  thread: Thread | undefined
  settle: ((reply: CallReply | { error: unknown }) => void) | undefined
}

interface Thread {
  readonly worker: Worker
  call: Call | undefined
  idleSince: number
}

export interface PoolOptions {
  /** How many calls run side by side. */
  readonly size: number
  /** After how many milliseconds without a call a thread ends. The last one stays. */
  readonly idleMs?: number
}

/**
 * A bounded pool of threads for blocking calls, and an unbounded queue before it.
 *
 * A thread has at most one call, so a slow one delays no other; threads are added one at a time
 * while calls wait. One whose call was given up does not count against the bound until it comes
 * back (the core's `/_stop` may never), but there are never more than four times the bound.
 */
export class ThreadPool {
  readonly #place: NativePlace
  #size: number
  readonly #idleMs: number
  readonly #queue = new Queue<Call>()
  readonly #threads = new Set<Thread>()
  readonly #idle: Thread[] = []
  #starting = false
  #sweep: NodeJS.Timeout | undefined

  constructor(place: NativePlace, { size, idleMs = 10_000 }: PoolOptions) {
    this.#place = place
    this.#size = size
    this.#idleMs = idleMs
  }

  /** Lets so many calls run side by side, if they were fewer. */
  widen(size: number): void {
    this.#size = Math.max(this.#size, size)
  }

  /** Makes a call on behalf of `owner`. */
  run<N extends CallName>(
    owner: object,
    name: N,
    args: CallArgs<N>,
    { signal, timeoutMs }: CallOptions = {},
    transfer: ArrayBuffer[] = [],
  ): Promise<CallResult<N>> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      const call: Call = { name, args, transfer, owner, thread: undefined, settle: undefined }
      const giveUp = (error: unknown) => this.#giveUp(call, error)
      const onAbort = () => giveUp(signal?.reason)
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(() => giveUp(new TimeoutError(name, timeoutMs, !!call.thread)), timeoutMs)
      signal?.addEventListener("abort", onAbort, { once: true })
      call.settle = (reply) => {
        call.settle = undefined
        clearTimeout(timer)
        signal?.removeEventListener("abort", onAbort)
        if ("value" in reply) resolve(reply.value as CallResult<N>)
        else reject("error" in reply ? reply.error : new NativeCallError(name, reply.failed))
      }
      timer?.unref()
      this.#queue.push(call)
      this.#dispatch()
    })
  }

  /** Gives up every call of `owner`. */
  abandon(owner: object): void {
    for (const call of [...this.#queue, ...[...this.#threads].map((t) => t.call)])
      if (call?.owner === owner) this.#giveUp(call, new ClosedError(call.name))
  }

  #giveUp(call: Call, error: unknown): void {
    if (!call.settle) return
    if (!call.thread) this.#queue.delete(call)
    call.settle({ error })
    this.#dispatch() // its thread no longer counts, so that another may be started
  }

  #dispatch(): void {
    while (this.#queue.size > 0) {
      const thread = this.#idle.pop()
      if (!thread) return this.#grow()
      const call = this.#queue.shift()
      if (!call) return
      thread.call = call
      call.thread = thread
      thread.worker.postMessage({ name: call.name, args: call.args }, call.transfer)
    }
  }

  #grow(): void {
    if (this.#starting) return
    let counted = 0
    for (const thread of this.#threads) if (!thread.call || thread.call.settle) counted++
    if (counted >= this.#size || this.#threads.size >= 4 * this.#size) return
    this.#starting = true
    this.#start()
  }

  #start(): void {
    const worker = spawnThread({ ...this.#place, role: "call" })
    const thread: Thread = { worker, call: undefined, idleSince: 0 }
    this.#threads.add(thread)
    worker.once("online", () => {
      this.#starting = false
      this.#ready(thread)
    })
    worker.on("message", (reply: CallReply) => {
      const call = thread.call
      thread.call = undefined
      this.#ready(thread)
      call?.settle?.(reply)
    })
    let failure: unknown
    worker.once("error", (e) => (failure = e))
    worker.once("exit", () => this.#ended(thread, failure))
    worker.unref() // a call alone keeps no process alive; after `on`, which would undo it
  }

  #ready(thread: Thread): void {
    thread.idleSince = performance.now()
    this.#idle.push(thread)
    this.#dispatch()
    if (!this.#sweep && this.#idle.length > 1) this.#sweepLater()
  }

  #ended(thread: Thread, cause: unknown): void {
    this.#threads.delete(thread)
    const at = this.#idle.indexOf(thread)
    if (at >= 0) this.#idle.splice(at, 1)
    const lost = thread.call ?? (this.#threads.size === 0 ? this.#queue.shift() : undefined)
    const name = lost?.name ?? "call"
    lost?.settle?.({ error: new NativeCallError(name, "its thread ended", { cause }) })
    if (this.#starting && thread.idleSince === 0) this.#starting = false
    this.#dispatch()
  }

  #sweepLater(): void {
    this.#sweep = setTimeout(() => {
      this.#sweep = undefined
      const old = performance.now() - this.#idleMs
      while (this.#idle.length > 1 && (this.#idle[0]?.idleSince ?? Infinity) <= old)
        this.#idle.shift()?.worker.postMessage(null)
      if (this.#idle.length > 1) this.#sweepLater()
    }, this.#idleMs)
    this.#sweep.unref()
  }
}
