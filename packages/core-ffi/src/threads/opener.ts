import type { Koffi } from "../native/koffi.ts"
import { bindOpening, type Controller } from "../native/library.ts"
import { pinning, refuseSecondLibrary } from "../native/process-library.ts"
import { end, tryBegin, type InFlight } from "./in-flight.ts"

/** Opens databases on one of the threads that Node has anyway. */
export interface Opener {
  /** Whether it opens nothing now. At most one of Node's threads is used, since files need them too. */
  readonly isFree: boolean
  /** Loads the library for good and starts its run-time system; once in a process. */
  initialise(): Promise<void>
  migrate(path: string, key: string, confirm: string): Promise<Migrated>
}

export interface Migrated {
  readonly answer: string | null
  readonly ctrl: Controller
}

// SQLite and the run-time system run on the stack that koffi allocates for the call. Its default of
// 128 KiB for these is a sixteenth of that for calls on a thread of our own.
const stackSize = 2 << 20

/**
 * A thread of our own takes 50 ms of a processor to start, as long as opening a database takes. So
 * that one starts meanwhile, and opening needs none. Only opening: a call on Node's threads keeps the
 * process alive until it returns, and a command may hang.
 *
 * @returns undefined where koffi was set up already, by the application, with less of a stack, or
 *   where Node has one such thread only
 */
export function openerOf(koffi: Koffi, path: string, inFlight: InFlight): Opener | undefined {
  const threads = Number(process.env["UV_THREADPOOL_SIZE"] ?? 4)
  if (!(threads > 1) || !hasStack(koffi)) return undefined
  let isFree = true
  const inBackground = <R>(func: AsyncFunction, ...args: unknown[]): Promise<R> =>
    new Promise((resolve, reject) => {
      if (!tryBegin(inFlight)) return // the process ends
      func.async(...args, (error: unknown, result: R) => {
        end(inFlight)
        if (error === null) resolve(result)
        else reject(error as Error)
      })
    })
  const whileBusy = async <R>(work: () => Promise<R>): Promise<R> => {
    isFree = false
    try {
      return await work()
    } finally {
      isFree = true
    }
  }
  return {
    get isFree() {
      return isFree
    },
    initialise: () =>
      whileBusy(async () => {
        refuseSecondLibrary(path)
        const { pin, args } = pinning(koffi, path)
        await inBackground(pin, ...args)
        const { hsInit, runTimeArguments } = bindOpening(koffi, path) // says why it was not loaded
        await inBackground(hsInit, ...runTimeArguments())
      }),
    migrate: (database, key, confirm) =>
      whileBusy(async () => {
        const ctrl: [number | bigint] = [0]
        const { migrateInit } = bindOpening(koffi, path)
        const args = [database, key, confirm, ctrl]
        const answer = await inBackground<string | null>(migrateInit, ...args)
        return { answer, ctrl: Number(ctrl[0]) }
      }),
  }
}

interface AsyncFunction {
  async: (...args: unknown[]) => unknown
}

function hasStack(koffi: Koffi): boolean {
  try {
    koffi.config({ async_stack_size: stackSize })
  } catch {
    // It cannot be changed once koffi was used.
  }
  return Number((koffi.config() as Record<string, number>)["async_stack_size"]) >= stackSize
}
