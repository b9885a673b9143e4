import { realpathSync } from "node:fs"
import { LoadError } from "./errors.ts"
import { endWithProcess } from "./exit.ts"
import { findKoffi, loadKoffi } from "./native/koffi.ts"
import { Receivers } from "./receiving/receivers.ts"
import { CallOwner } from "./threads/call.ts"
import { newInFlight } from "./threads/in-flight.ts"
import type { CallArgs, CallName, CallResult, NativePlace } from "./threads/messages.ts"
import { NodeCaller } from "./threads/node-caller.ts"
import { nodeThreadsOf } from "./threads/node-thread.ts"
import { Opener, type Migrated } from "./threads/opener.ts"
import { ThreadPool } from "./threads/pool.ts"

/** The one libsimplex of this process, and the threads that call it. */
export class Runtime {
  readonly place: NativePlace
  readonly pool: ThreadPool
  readonly receivers: Receivers
  readonly #opener: Opener | undefined
  #started: Promise<unknown> | undefined

  constructor(library: string, callThreads: number) {
    const inFlight = newInFlight()
    this.place = { koffi: findKoffi(), library, inFlight, isLoaded: false }
    const koffi = loadKoffi(this.place.koffi)
    const { events, calls } = nodeThreadsOf(koffi)
    if (events !== undefined) this.#opener = new Opener(events, koffi, library, inFlight)
    const nodeCaller = calls === undefined ? undefined : new NodeCaller(calls, this.place)
    this.pool = new ThreadPool(this.place, { size: callThreads, nodeCaller })
    this.receivers = new Receivers(this.place, this.pool, events)
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
    const started = (this.#started ??= this.#initialise())
    try {
      await started
    } catch (error) {
      if (this.#started === started) this.#started = undefined
      if (error instanceof LoadError || !(error instanceof Error)) throw error
      const problem = error.message.replace(/^initialise: /, "")
      const { cause = error } = error
      throw new LoadError(this.place.library, problem, { cause })
    }
  }

  async #initialise(): Promise<void> {
    if (this.#opener === undefined) await this.#urgent("initialise", [])
    else await this.#opener.initialise()
    this.place.isLoaded = true
  }

  /**
   * Opens a database.
   *
   * @throws {LoadError} where the system allows no thread for the calls of this database
   */
  async migrate(path: string, key: string, confirm: string): Promise<Migrated> {
    if (this.#opener?.isFree === true)
      return this.#opener.migrate(path, key, confirm, () => {
        if (!this.pool.isWithoutThread) this.pool.prepare()
      })
    return this.#urgent("migrate", [path, key, confirm])
  }

  #urgent<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> {
    return this.pool.run(new CallOwner(), name, args, { urgent: true })
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
