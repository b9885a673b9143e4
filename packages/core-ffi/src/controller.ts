import type { Worker } from "node:worker_threads"
import type { Database } from "./database.ts"
import { migrationArguments } from "./database.ts"
import { CallError, ClosedError } from "@simplex-chat/core"
import { LoadError } from "./errors.ts"
import { EventQueue } from "./event-queue.ts"
import { stopAtExit } from "./exit.ts"
import type { Runtime } from "./runtime.ts"
import { batchTaken, newControl, tellToStop } from "./threads/control.ts"
import type { ControllerMessage } from "./threads/messages.ts"
import { spawnThread } from "./threads/spawn.ts"

/** The thread of one controller, seen from outside: it opens, receives and closes. */
export class ControllerThread {
  readonly events: EventQueue
  /** Resolves to the answer of the migration, and the controller: 0 where there is none. */
  readonly opened: Promise<{ answer: string | null; ctrl: number }>
  /** Resolves to the answer of closing the database, once `stop` was called. */
  readonly closed: Promise<string | null>
  readonly #worker: Worker
  readonly #control = newControl()

  /** Starts the thread. The first one of a runtime starts the library's run-time system as well. */
  static async start(runtime: Runtime, database: Database): Promise<ControllerThread> {
    // The first one may fail to load the library; then the next one tries.
    while (runtime.started)
      if (await runtime.started) return new ControllerThread(runtime, database, undefined)
    const { promise, resolve } = Promise.withResolvers<boolean>()
    runtime.started = promise
    const initialised = (ok: boolean) => {
      if (!ok && runtime.started === promise) runtime.started = undefined
      resolve(ok)
    }
    try {
      return new ControllerThread(runtime, database, initialised)
    } catch (e) {
      initialised(false)
      throw e
    }
  }

  private constructor(
    runtime: Runtime,
    database: Database,
    initialised: ((ok: boolean) => void) | undefined,
  ) {
    const opened = Promise.withResolvers<{ answer: string | null; ctrl: number }>()
    const closed = Promise.withResolvers<string | null>()
    closed.promise.catch(() => {})
    this.opened = opened.promise
    this.closed = closed.promise
    this.events = new EventQueue(() => batchTaken(this.#control))
    this.#worker = spawnThread({
      ...runtime.place,
      role: "controller",
      initialise: !!initialised,
      database: { ...migrationArguments(database), confirm: database.confirm },
      control: this.#control,
    })
    const forget = stopAtExit(this.#control)
    let loaded = false

    this.#worker.on("message", (message: ControllerMessage) => {
      switch (message.type) {
        case "initialised":
          loaded = true
          return initialised?.(true)
        case "loadFailed":
          return fail(new LoadError(runtime.place.library, message.problem))
        case "migrated":
          return opened.resolve(message)
        case "events":
          return this.events.push(message.events)
        case "receiveFailed":
          return this.events.fail(new CallError("receive", message.problem))
        case "closed":
          return closed.resolve(message.answer)
      }
    })
    const fail = (e: Error) => {
      if (!loaded) initialised?.(false)
      opened.reject(e)
      closed.reject(e)
      this.events.end(e)
    }
    let cause: unknown
    this.#worker.once("error", (e) => (cause = e))
    this.#worker.once("exit", () => {
      forget()
      fail(
        cause
          ? new CallError("receive", "its thread ended", { cause })
          : new ClosedError("receive"),
      )
    })
  }

  /** Stops receiving and closes the database. */
  stop(): void {
    tellToStop(this.#control, "close")
  }

  /** Lets the process end although the thread is still in a call. */
  unref(): void {
    this.#worker.unref()
  }
}
