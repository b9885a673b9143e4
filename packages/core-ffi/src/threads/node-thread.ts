import { isMainThread } from "node:worker_threads"
import type { Koffi } from "../native/koffi.ts"
import { EndWatch } from "./end-watch.ts"

/** The asynchronous form of a function that koffi has bound. */
export interface AsyncFunction {
  async: (...args: unknown[]) => unknown
}

// SQLite and the run-time system run on the stack that koffi allocates for the call. Its default of
// 128 KiB for these is a sixteenth of that for calls on a thread of our own.
const stackSize = 2 << 20

/**
 * One of the four threads that Node has anyway. A thread of our own costs 18 MiB, and 30 ms of a
 * processor to start. At most two are borrowed, since files, names and compression need the others.
 */
export class NodeThread {
  readonly #watch = new EndWatch()
  #isFree = true

  /** Whether nothing uses it. */
  get isFree(): boolean {
    return this.#isFree
  }

  /** Takes it, if it is free; `release` gives it back. */
  take(): boolean {
    const { isFree } = this
    this.#isFree = false
    return isFree
  }

  release(): void {
    this.#isFree = true
  }

  /** Makes one call. */
  call<R>(func: AsyncFunction, ...args: unknown[]): Promise<R> {
    return new Promise((resolve, reject) => {
      const done = (error: unknown, result: R) =>
        error === null ? resolve(result) : reject(error as Error)
      this.start(func, args, done)
    })
  }

  /** Makes one call; `done` is called with its error, or with null and what it returned. */
  start<R>(
    func: AsyncFunction,
    args: readonly unknown[],
    done: (error: unknown, result: R) => void,
  ): void {
    func.async(...args, (error: unknown, result: R) => {
      this.#watch.ended()
      done(error, result)
    })
    this.#watch.began()
  }
}

/** The threads of Node's that may be used. */
export interface NodeThreads {
  /** To open databases, and then to receive. */
  readonly events: NodeThread | undefined
  /** To make calls. */
  readonly calls: NodeThread | undefined
}

const owner = Symbol.for("@simplex-chat/core-ffi: who uses threads of Node's")
const thisCopy = {}

/**
 * At most half of Node's threads. None in a Worker, which shares them with the main thread, none
 * where another copy of this package has them, and none where the application has set koffi up with
 * less of a stack.
 */
export function nodeThreadsOf(koffi: Koffi): NodeThreads {
  const global = globalThis as { [owner]?: object }
  const areOurs = isMainThread && (global[owner] ??= thisCopy) === thisCopy && hasStack(koffi)
  const threads = areOurs ? Number(process.env["UV_THREADPOOL_SIZE"] ?? 4) : 0
  return {
    events: threads >= 2 ? new NodeThread() : undefined,
    calls: threads >= 4 ? new NodeThread() : undefined,
  }
}

function hasStack(koffi: Koffi): boolean {
  try {
    koffi.config({ async_stack_size: stackSize })
  } catch {
    // It cannot be changed once koffi was used.
  }
  return Number((koffi.config() as Record<string, number>)["async_stack_size"]) >= stackSize
}
