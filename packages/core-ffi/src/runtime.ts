import { CallError } from "@simplex-chat/core"
import { realpathSync } from "node:fs"
import { LoadError } from "./errors.ts"
import { endWithProcess } from "./exit.ts"
import { findKoffi } from "./native/koffi.ts"
import { Receivers } from "./receivers.ts"
import { CallOwner } from "./threads/call.ts"
import { newInFlight } from "./threads/in-flight.ts"
import type { NativePlace } from "./threads/messages.ts"
import { ThreadPool } from "./threads/pool.ts"

/** The one libsimplex of this process, and the threads that call it. */
export class Runtime {
  readonly place: NativePlace
  readonly pool: ThreadPool
  readonly receivers: Receivers
  #started: Promise<unknown> | undefined

  constructor(library: string, callThreads: number) {
    this.place = { koffi: findKoffi(), library, inFlight: newInFlight() }
    this.pool = new ThreadPool(this.place, { size: callThreads })
    this.receivers = new Receivers(this.place)
    endWithProcess(this.place, this.receivers)
  }

  /** Whether the library is loaded, or being loaded. */
  get isStarted(): boolean {
    return this.#started !== undefined
  }

  /**
   * Loads the library and starts its run-time system, unless that was done. Any call before that
   * would end the process.
   *
   * @throws {LoadError} when that fails; then the next call tries again
   */
  async start(): Promise<void> {
    const started = (this.#started ??= this.pool.run(new CallOwner(), "initialise", [], {
      urgent: true,
    }))
    try {
      await started
    } catch (error) {
      if (this.#started === started) this.#started = undefined
      if (!(error instanceof CallError)) throw error
      const problem = error.message.replace(/^initialise: /, "")
      throw new LoadError(this.place.library, problem, { cause: error.cause })
    }
  }
}

let runtime: Runtime | undefined

/**
 * The runtime of the library at `path`; the first call decides which library that is.
 *
 * @throws {LoadError} for another library than the one in use
 */
export function runtimeOf(path: string, callThreads: number): Runtime {
  const library = realpathSync(path)
  if (runtime === undefined || (runtime.place.library !== library && !runtime.isStarted))
    runtime = new Runtime(library, callThreads)
  if (runtime.place.library !== library)
    throw new LoadError(
      path,
      `this process uses ${runtime.place.library} already, and can hold one libsimplex only; use another process for the other database`,
    )
  runtime.pool.widen(callThreads)
  return runtime
}
