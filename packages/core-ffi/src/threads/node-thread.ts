import type { Koffi } from "../native/koffi.ts"

/** The asynchronous form of a function that koffi has bound. */
export interface AsyncFunction {
  async: (...args: unknown[]) => unknown
}

// SQLite and the run-time system run on the stack that koffi allocates for the call. Its default of
// 128 KiB for these is a sixteenth of that for calls on a thread of our own.
const stackSize = 2 << 20

/**
 * One of the four threads that Node has anyway, for calls that are sure to end: such a call keeps the
 * process alive until it returns. A thread of our own costs 9 MiB, and 30 ms of a processor to start.
 * Only one is borrowed at a time, since files, names and compression need the others.
 */
export class NodeThread {
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
      func.async(...args, (error: unknown, result: R) => {
        if (error === null) resolve(result)
        else reject(error as Error)
      })
    })
  }
}

/**
 * @returns undefined where koffi was set up already, by the application, with less of a stack, or
 *   where Node has one such thread only
 */
export function nodeThreadOf(koffi: Koffi): NodeThread | undefined {
  const threads = Number(process.env["UV_THREADPOOL_SIZE"] ?? 4)
  return threads > 1 && hasStack(koffi) ? new NodeThread() : undefined
}

function hasStack(koffi: Koffi): boolean {
  try {
    koffi.config({ async_stack_size: stackSize })
  } catch {
    // It cannot be changed once koffi was used.
  }
  return Number((koffi.config() as Record<string, number>)["async_stack_size"]) >= stackSize
}
