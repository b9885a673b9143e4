import { availableParallelism } from "node:os"
import {
  CallError,
  type CallOptions,
  ClosedError,
  longestTimeoutMs,
  TimeoutError,
} from "@simplex-chat/core"
import { Call, type CallOwner } from "./call.ts"
import type { CallArgs, CallName, CallResult, NativePlace } from "./messages.ts"
import { PoolThread } from "./pool-thread.ts"
import { Queue } from "./queue.ts"
import { mostReplies as batchSize } from "./replies.ts"

/** A call with something to transfer is never taken back from the thread that has it. */
export interface RunOptions extends CallOptions {
  readonly transfer?: ArrayBuffer[]
}

export interface PoolOptions {
  /** How many calls run side by side. */
  readonly size: number
  /** After how many milliseconds without a call a thread ends. The last one stays. */
  readonly idleMs?: number
}

// A thread takes some 20 ms of a processor to start.
const startsAtOnce = availableParallelism()
// Calls are slow when a thread takes fewer than so many in the time between two looks.
const lookMs = 2
const quickCalls = 16

/**
 * A bounded pool of threads for blocking calls, and an unbounded queue before it.
 *
 * A burst of calls goes to one thread, which makes them in order; when they turn out to be slow,
 * those that it has not begun are taken back and given to the others one by one. A call that the
 * system, not the core, holds up looks slow too, and is overtaken: from outside nobody can tell.
 * Threads are added while calls wait, one for each processor at a time. A thread whose call was given
 * up does not count against the bound until it comes back (the core's `/_stop` may never), but there
 * are never more than four times the bound.
 */
export class ThreadPool {
  readonly #place: NativePlace
  #size: number
  readonly #idleMs: number
  readonly #queue = new Queue<Call>()
  /** Calls that were taken back; they come before the queue. */
  readonly #again = new Queue<Call>()
  readonly #threads = new Set<PoolThread>()
  readonly #idle: PoolThread[] = []
  /** The one thread that may have calls which it has not begun: so that all are taken in order. */
  #front: PoolThread | undefined
  /** What it had begun when it was last looked at; undefined for a batch that was not. */
  #seen: number | undefined
  #dispatching = false
  readonly #starting = new Set<PoolThread>()
  #look: NodeJS.Timeout | undefined
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
    owner: CallOwner,
    name: N,
    args: CallArgs<N>,
    { signal, timeoutMs, transfer }: RunOptions = {},
  ): Promise<CallResult<N>> {
    return new Promise((resolve: (reply: CallResult<N>) => void, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      const settle = { resolve: resolve as (reply: unknown) => void, reject }
      const call = new Call([name, ...args], owner, settle, transfer)
      if (signal || timeoutMs !== undefined) this.#limit(call, signal, timeoutMs)
      this.#queue.push(call)
      this.#dispatchSoon()
    })
  }

  /** Gives the call up when the signal is aborted, or after so many milliseconds. */
  #limit(call: Call, signal: AbortSignal | undefined, timeoutMs: number | undefined): void {
    const onAbort = () => this.#giveUp(call, () => signal?.reason)
    signal?.addEventListener("abort", onAbort, { once: true })
    let timer: NodeJS.Timeout | undefined
    if (timeoutMs !== undefined) {
      const late = (started: boolean) => new TimeoutError(call.request[0], timeoutMs, started)
      const ms = Math.min(timeoutMs, longestTimeoutMs)
      timer = setTimeout(() => this.#giveUp(call, late), ms).unref()
    }
    call.release = () => {
      clearTimeout(timer)
      signal?.removeEventListener("abort", onAbort)
    }
  }

  /** Gives up every call of `owner`. */
  abandon(owner: CallOwner): void {
    const posted = [...this.#threads].flatMap((thread) => thread.unanswered)
    for (const call of [...posted, ...this.#again, ...this.#queue])
      if (call.owner === owner)
        this.#giveUp(call, (started) => new ClosedError(call.request[0], { started }))
  }

  #giveUp(call: Call, error: (started: boolean) => unknown): void {
    if (call.isSettled) return
    if (call.thread) this.#takeBack(call.thread)
    const started = call.thread !== undefined
    this.#again.delete(call)
    this.#queue.delete(call)
    call.fail(error(started))
    this.#dispatchSoon() // its thread no longer counts, so that another may be started
  }

  /** What the thread has not begun waits again, at the front. */
  #takeBack(thread: PoolThread): void {
    const back = thread.takeBack()
    for (const call of back) {
      call.alone = true
      this.#again.push(call)
    }
    if (thread === this.#front) this.#front = undefined
    if (back.length > 0 && thread.isFree) this.#free(thread) // it had begun none of them
  }

  // Calls that are made in one go are dispatched in one go.
  #dispatchSoon(): void {
    if (this.#dispatching) return
    this.#dispatching = true
    queueMicrotask(() => {
      this.#dispatching = false
      this.#dispatch()
    })
  }

  #dispatch(): void {
    while (this.#again.size + this.#queue.size > 0) {
      // Those before it are begun first.
      if (this.#front && this.#front.waiting > 0) return this.#lookLater()
      const thread = this.#idle.pop()
      if (!thread) return this.#grow()
      const batch = this.#nextBatch()
      thread.give(batch)
      this.#front = thread
      this.#seen = undefined
      // Not by how many wait: the thread may have begun the first, and be stuck in it, already.
      if (batch.length > 1) this.#lookLater()
    }
  }

  /** The first call and, unless it must be alone, those after it. */
  #nextBatch(): Call[] {
    const first = this.#again.shift() ?? this.#queue.shift()
    if (!first || first.alone) return first ? [first] : []
    const batch = [first]
    while (batch.length < batchSize) {
      const call = this.#queue.shift((next) => !next.alone)
      if (!call) break
      batch.push(call)
    }
    return batch
  }

  #lookLater(): void {
    if (this.#look) return
    this.#look = setTimeout(() => {
      this.#look = undefined
      const front = this.#front
      if (front && front.waiting > 0) {
        // The first look may come at once after the batch was given: it only takes the time.
        const { taken } = front
        const slow = this.#seen !== undefined && taken > 0 && taken - this.#seen < quickCalls
        this.#seen = taken
        if (slow) this.#takeBack(front)
        else this.#lookLater()
      }
      this.#dispatch()
    }, lookMs).unref()
  }

  #grow(): void {
    // The first thread may turn out to be quick enough for all.
    const isFirst = this.#starting.size === this.#threads.size
    if (this.#starting.size >= (isFirst ? 1 : startsAtOnce)) return
    let counted = 0
    for (const thread of this.#threads) if (!thread.isGivenUp) counted++
    if (counted >= this.#size || this.#threads.size >= 4 * this.#size) return
    try {
      const thread = new PoolThread(this.#place, {
        free: () => {
          this.#starting.delete(thread)
          this.#free(thread)
          this.#dispatchSoon()
        },
        begun: () => this.#dispatchSoon(),
        ended: (cause) => this.#ended(thread, cause),
      })
      this.#starting.add(thread)
      this.#threads.add(thread)
    } catch (error) {
      // No more threads are to be had: those that work do it all, one after another.
      if (counted === 0)
        for (const call of [...this.#again, ...this.#queue]) this.#fail(call, error)
    }
  }

  #fail(call: Call, error: unknown): void {
    this.#again.delete(call)
    this.#queue.delete(call)
    call.fail(error)
  }

  #free(thread: PoolThread): void {
    if (thread === this.#front) this.#front = undefined
    this.#idle.push(thread)
    if (this.#idle.length > 1) this.#sweepLater()
  }

  #ended(thread: PoolThread, cause: unknown): void {
    this.#takeBack(thread)
    this.#threads.delete(thread)
    this.#starting.delete(thread)
    const at = this.#idle.indexOf(thread)
    if (at >= 0) this.#idle.splice(at, 1)
    // One that could not even start takes a call with it, or they would be tried for ever.
    const lost = thread.wasFree ? thread.unanswered : [this.#again.shift() ?? this.#queue.shift()]
    for (const call of lost)
      call?.fail(new CallError(call.request[0], "its thread ended", { cause }))
    this.#dispatchSoon()
  }

  #sweepLater(): void {
    if (this.#sweep) return
    this.#sweep = setTimeout(() => {
      this.#sweep = undefined
      const old = performance.now() - this.#idleMs
      while (this.#idle.length > 1 && (this.#idle[0]?.freeSince ?? Infinity) <= old)
        this.#idle.shift()?.end()
      if (this.#idle.length > 1) this.#sweepLater()
    }, this.#idleMs).unref()
  }
}
