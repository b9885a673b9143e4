import type { Koffi } from "../native/koffi.ts"
import { bindOpening, type Controller } from "../native/library.ts"
import { pinning, refuseSecondLibrary } from "../native/process-library.ts"
import { end, tryBegin, type InFlight } from "./in-flight.ts"
import type { AsyncFunction, NodeThread } from "./node-thread.ts"

export interface Migrated {
  readonly answer: string | null
  readonly ctrl: Controller
}

/**
 * Opens databases on a thread of Node's.
 *
 * A thread of our own takes 50 ms of a processor to start, as long as opening a database takes. So
 * that one starts meanwhile, and opening needs none.
 */
export class Opener {
  readonly #koffi: Koffi
  readonly #path: string
  readonly #inFlight: InFlight
  readonly #thread: NodeThread
  #bound: ReturnType<typeof bindOpening> | undefined

  constructor(thread: NodeThread, koffi: Koffi, path: string, inFlight: InFlight) {
    this.#thread = thread
    this.#koffi = koffi
    this.#path = path
    this.#inFlight = inFlight
  }

  get isFree(): boolean {
    return this.#thread.isFree
  }

  /** Loads the library for good and starts its run-time system; once in a process. */
  async initialise(): Promise<void> {
    await this.#whileTaken(async () => {
      refuseSecondLibrary(this.#path)
      const { pin, args } = pinning(this.#koffi, this.#path)
      await this.#call(pin, ...args)
      const { hsInit, runTimeArguments } = this.#library // says why it was not loaded
      await this.#call(hsInit, ...runTimeArguments())
    })
  }

  /**
   * Opens a database.
   *
   * @param meanwhile what to do as soon as that has begun. If it fails, the database is closed again.
   */
  async migrate(
    database: string,
    key: string,
    confirm: string,
    meanwhile: () => void,
  ): Promise<Migrated> {
    return this.#whileTaken(async () => {
      const { migrateInit, closeStore } = this.#library
      const ctrl: [number | bigint] = [0]
      const migrating = this.#call<string | null>(migrateInit, database, key, confirm, ctrl)
      try {
        meanwhile()
      } catch (error) {
        await migrating
        if (Number(ctrl[0]) !== 0) await this.#call(closeStore, ctrl[0])
        throw error
      }
      return { answer: await migrating, ctrl: Number(ctrl[0]) }
    })
  }

  // Bound late: before the library is loaded for good, on another thread, this would load it here.
  get #library(): ReturnType<typeof bindOpening> {
    return (this.#bound ??= bindOpening(this.#koffi, this.#path))
  }

  async #whileTaken<R>(work: () => Promise<R>): Promise<R> {
    this.#thread.take()
    try {
      return await work()
    } finally {
      this.#thread.release()
    }
  }

  async #call<R>(func: AsyncFunction, ...args: unknown[]): Promise<R> {
    if (!tryBegin(this.#inFlight)) return new Promise(() => {}) // the process ends
    try {
      return await this.#thread.call<R>(func, ...args)
    } finally {
      end(this.#inFlight)
    }
  }
}
