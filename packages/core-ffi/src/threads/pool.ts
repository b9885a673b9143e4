import { availableParallelism } from "node:os"
import {
  CallError,
  type CallOptions,
  ClosedError,
  longestTimeoutMs,
  TimeoutError,
} from "@simplex-chat/core"
import { Call, type CallOwner } from "./call.ts"
import { IdleThreads, type KeepMs } from "./idle-threads.ts"
import { LoadMeter } from "./load.ts"
import type { CallArgs, CallName, CallResult, NativePlace } from "./messages.ts"
import type { NodeCaller } from "./node-caller.ts"
import { PoolThread } from "./pool-thread.ts"
import { Queue } from "./queue.ts"
import { mostCalls } from "./requests.ts"
import { Width } from "./width.ts"

/** A call with something to transfer is never taken back from the thread that has it. */
export interface RunOptions extends CallOptions {
  readonly transfer?: ArrayBuffer[]
  /** See `Call.urgent`. */
  readonly urgent?: boolean
}

export interface PoolOptions {
  /** Maximum number of calls that run side by side. */
  readonly size: number
  /** How long a thread stays that has nothing to do. The last one stays if calls need it. */
  readonly keepMs?: KeepMs
  /** What makes calls while there is no thread. */
  readonly nodeCaller?: NodeCaller | undefined
}

const mayFollow = (call: Call): boolean => !call.alone
// A thread takes some 30 ms of a processor to start.
const startsAtOnce = availableParallelism()
const lookMs = 2
const computingLookMs = 8

/**
 * A bounded pool of threads for blocking calls, and an unbounded queue before it.
 *
 * Calls are made on a thread of Node's, one after another, until some have to wait for longer than
 * 2 ms: then the pool starts its first thread. Single calls are still made on Node's.
 *
 * A burst of calls goes to one thread, which makes them in order. While calls wait, the pool looks
 * every 2 ms whether another thread would help: see `width.ts`. If it would, the calls that the
 * thread has not begun are taken back and given to others one by one; threads are added for them,
 * one for each processor at a time. A thread whose call was given up does not count against the bound
 * until the call returns (the core's `/_stop` may never), but there are never more than four times
 * the bound.
 */
export class ThreadPool {
  readonly #place: NativePlace
  readonly #width: Width
  readonly #load = new LoadMeter()
  readonly #queue = new Queue<Call>()
  /** Calls that were taken back; they come before the queue. */
  readonly #returned = new Queue<Call>()
  readonly #urgent = new Queue<Call>()
  readonly #nodeCaller: NodeCaller | undefined
  readonly #threads = new Set<PoolThread>()
  readonly #idle: IdleThreads<PoolThread>
  /** The one thread that may have calls which it has not begun: so that all are taken in order. */
  #front: PoolThread | undefined
  /** How many calls had been begun at the last look; undefined if that was long ago. */
  #began: number | undefined
  /** Whether calls were begun before the last look. */
  #progressed = false
  #dispatching = false
  readonly #starting = new Set<PoolThread>()
  #look: NodeJS.Timeout | undefined

  constructor(place: NativePlace, { size, keepMs, nodeCaller }: PoolOptions) {
    this.#place = place
    this.#width = new Width(size)
    this.#idle = new IdleThreads(nodeCaller === undefined ? 1 : 0, keepMs)
    this.#nodeCaller = nodeCaller
    nodeCaller?.onEnd(() => this.#dispatchSoon())
  }

  /** Raises the bound to `size`, if it is lower. */
  widen(size: number): void {
    this.#width.widen(size)
  }

  /**
   * Starts a thread, unless there is one, for the first call to find it.
   *
   * @throws {LoadError} where the system allows no more threads
   */
  prepare(): void {
    if (this.#threads.size === 0) this.#start()
  }

  /** Whether calls are made on a thread of Node's until there is a thread. */
  get isWithoutThread(): boolean {
    return this.#nodeCaller !== undefined && this.#threads.size === this.#starting.size
  }

  /** Makes a call on behalf of `owner`. */
  run<N extends CallName>(
    owner: CallOwner,
    name: N,
    args: CallArgs<N>,
    options: RunOptions = {},
  ): Promise<CallResult<N>> {
    return new Promise<CallResult<N>>((resolve, reject) => {
      const call = new Call([name, ...args], owner, resolve, reject)
      call.transfer = options.transfer
      call.urgent = options.urgent === true
      call.alone = call.urgent || call.transfer !== undefined
      this.make(call, options)
    })
  }

  /** Makes a call. */
  make(call: Call, options?: CallOptions): void {
    if (options?.signal?.aborted === true) return call.fail(options.signal.reason)
    if (options !== undefined) this.#limit(call, options)
    ;(call.urgent ? this.#urgent : this.#queue).push(call)
    this.#dispatchSoon()
  }

  /** Gives the call up when the signal is aborted, or after `timeoutMs`. */
  #limit(call: Call, { signal, timeoutMs }: CallOptions): void {
    if (signal === undefined && timeoutMs === undefined) return
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
    posted.push(...(this.#nodeCaller?.unanswered ?? []))
    for (const call of [...posted, ...this.#waiting])
      if (call.owner === owner)
        this.#giveUp(call, (started) => new ClosedError(call.request[0], { started }))
  }

  #giveUp(call: Call, error: (started: boolean) => unknown): void {
    if (call.isSettled) return
    if (call.thread instanceof PoolThread) this.#takeBack(call.thread)
    const started = call.thread !== undefined
    this.#forget(call)
    call.fail(error(started))
    this.#dispatchSoon() // its thread no longer counts, so that another may be started
  }

  /** What the thread has not begun waits again, at the front. */
  #takeBack(thread: PoolThread): void {
    const back = thread.takeBack()
    for (const call of back) {
      call.alone = true
      this.#returned.push(call)
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
    for (let next; (next = this.#next) !== undefined;) {
      if (!next.urgent && this.#mustWait(next)) return this.#lookLater()
      // A thread of Node's answers a single call twice as fast as one of the pool, which also has to be
      // asked through a message and to answer through one: 22,000 a second on the C stub, and 11,000.
      if (this.#isLone(next) && this.#makeOnNode(next)) continue
      const thread = this.#idle.take()
      if (thread === undefined) {
        if ((next.urgent || this.isWithoutThread) && this.#makeOnNode(next)) continue
        // A thread that could do it soon costs less than another one.
        const another = next.urgent || this.#width.calls === "wait" || this.#counted === 0
        return another ? this.#grow(next) : this.#lookLater()
      }
      const batch = this.#nextBatch()
      thread.give(batch)
      // An urgent one passes the front by. All others are taken in order.
      if (next.urgent) continue
      this.#front = thread
      // Not by how many wait: the thread may have begun the first, and be stuck in it, already.
      if (batch.length > 1) this.#lookLater()
    }
  }

  /** Without a thread of its own, or for what must not wait for one. */
  #makeOnNode(next: Call): boolean {
    const caller = this.#nodeCaller
    if (caller?.isFree !== true || !caller.canMake(next)) return false
    this.#shift()
    caller.make(next)
    return true
  }

  /** Nothing else waits or runs. */
  #isLone({ urgent }: Call): boolean {
    const waiting = this.#urgent.size + this.#returned.size + this.#queue.size
    return !urgent && waiting === 1 && this.#busy === 0
  }

  /** What the front has not begun comes first, and no more calls run at once than help. */
  #mustWait(next: Call): boolean {
    if (this.#busy >= this.#width.now) return true
    const front = this.#front
    if (front !== undefined && front.waiting > 0) return true
    // It may do this one soon, and as quickly, but for one that was taken back.
    if (next.alone || this.#width.calls === "wait") return false
    return front?.isActive(lookMs) === true || this.#nodeCaller?.isActive(lookMs) === true
  }

  get #next(): Call | undefined {
    return this.#urgent.peek() ?? this.#returned.peek() ?? this.#queue.peek()
  }

  #shift(): Call | undefined {
    return this.#urgent.shift() ?? this.#returned.shift() ?? this.#queue.shift()
  }

  get #waiting(): Call[] {
    return [...this.#urgent, ...this.#returned, ...this.#queue]
  }

  get #busy(): number {
    let busy = this.#nodeCaller?.isBusy === true ? 1 : 0
    for (const thread of this.#threads) if (thread.isBusy) busy++
    return busy
  }

  /** How many threads count against the bound, those that have nothing to do included. */
  get #counted(): number {
    return this.#countedThreads + (this.#nodeCaller?.isBusy === true ? 1 : 0)
  }

  get #countedThreads(): number {
    let counted = 0
    for (const thread of this.#threads) if (thread.isFree || thread.isBusy) counted++
    return counted
  }

  /** The first call and, unless it must be alone, those after it. */
  #nextBatch(): Call[] {
    const first = this.#shift()
    if (first === undefined || first.alone) return first === undefined ? [] : [first]
    const batch = [first]
    while (batch.length < mostCalls) {
      const call = this.#queue.shift(mayFollow)
      if (call === undefined) break
      batch.push(call)
    }
    return batch
  }

  #lookLater(): void {
    if (this.#look !== undefined) return
    if (this.#began === undefined) {
      this.#load.restart()
      this.#began = this.#begun
    }
    // Calls that compute are looked at less often, as long as they are begun.
    const ms = this.#width.calls === "compute" && this.#progressed ? computingLookMs : lookMs
    const since = performance.now()
    this.#look = setTimeout(() => {
      this.#look = undefined
      // Node counts from when its loop last looked at the clock, which may be long ago.
      if (performance.now() - since < ms / 2) return this.#lookLater()
      this.#lookNow(ms)
      const next = this.#next
      if (next !== undefined && this.#threads.size === 0) this.#grow(next)
      if (this.#front !== undefined && this.#front.waiting > 0) this.#lookLater()
      this.#dispatch()
      if (this.#look === undefined) {
        this.#began = undefined
        this.#progressed = false
      }
    }, ms).unref()
  }

  #lookNow(ms: number): void {
    const front = this.#front
    front?.read()
    const inBatch = front !== undefined && front.waiting > 0
    const [before, now] = [this.#began ?? 0, this.#begun]
    const load = this.#load.look()
    // A thread that starts keeps a processor busy, which says nothing about the calls.
    const known = this.#starting.size === 0 ? load : undefined
    this.#width.look({ begun: now - before, load: known, busy: this.#busy, inBatch, ms })
    this.#began = now
    this.#progressed = now > before
    if (inBatch && this.#width.calls === "wait" && front.taken > 0) this.#takeBack(front)
  }

  /** How many calls the threads have begun, at any time. */
  get #begun(): number {
    let begun = this.#nodeCaller?.begun ?? 0
    for (const thread of this.#threads) begun += thread.begun
    return begun
  }

  #grow(next: Call): void {
    if (next.urgent) {
      if (this.#starting.size >= Math.min(startsAtOnce, this.#urgent.size)) return
    } else {
      // The first thread may turn out to be quick enough for all.
      const isFirst = this.#starting.size === this.#threads.size
      if (this.#starting.size >= (isFirst ? 1 : startsAtOnce)) return
      if (this.#counted >= this.#width.now || this.#threads.size >= 4 * this.#width.size) return
    }
    try {
      this.#start()
    } catch (error) {
      // No more threads can be started: the running ones do it all, one after another.
      if (this.#countedThreads > 0) return
      const caller = this.#nodeCaller
      for (const call of this.#waiting) {
        if (caller?.isGivenUp === false && caller.canMake(call)) continue
        this.#forget(call)
        call.fail(error)
        this.#dispatchSoon() // those behind it
      }
    }
  }

  #start(): void {
    this.#idle.missed()
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
  }

  #forget(call: Call): void {
    this.#urgent.delete(call)
    this.#returned.delete(call)
    this.#queue.delete(call)
  }

  #free(thread: PoolThread): void {
    if (thread === this.#front) this.#front = undefined
    this.#idle.add(thread)
  }

  #ended(thread: PoolThread, cause: unknown): void {
    this.#takeBack(thread)
    this.#threads.delete(thread)
    this.#starting.delete(thread)
    this.#idle.delete(thread)
    // One that could not even start takes a call with it, or it would be tried forever.
    const lost = thread.wasFree ? thread.unanswered : [this.#shift()]
    for (const call of lost)
      call?.fail(new CallError(call.request[0], "its thread ended", { cause }))
    this.#dispatchSoon()
  }
}
