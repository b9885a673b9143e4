import { Worker } from "node:worker_threads"
import { LoadError } from "../errors.ts"
import type { ThreadData } from "./messages.ts"

/** The bundled source of `entry.ts`, put in by the build. */
declare const THREAD_SOURCE: string | undefined

const resourceLimits = {
  // Nothing that these threads make lives long. Without a bound each grows to tens of megabytes of
  // garbage before V8 looks at it.
  maxYoungGenerationSizeMb: 2,
  // No bound that is ever reached. Below 2 GiB V8 spares the thread a mapping of its own of its
  // built-in functions, which are 2 MiB.
  maxOldGenerationSizeMb: 1_024,
}

/**
 * Starts a thread. A built package carries the source of its threads inside itself: a file beside it
 * would be lost when an application is bundled. The sources themselves start the file.
 *
 * @throws {LoadError} where the system, or Node's permission model, allows no more threads.
 */
export function spawnThread(data: ThreadData): Worker {
  // Inherited flags (--import, --inspect-brk, a test runner's loader) are for the application.
  const options = {
    workerData: data,
    execArgv: [],
    name: `simplex ${data.role}`,
    resourceLimits,
  }
  try {
    return typeof THREAD_SOURCE === "string"
      ? new Worker(THREAD_SOURCE, { ...options, eval: true })
      : new Worker(new URL("./entry.ts", import.meta.url), options)
  } catch (error) {
    throw new LoadError(data.library, "no thread could be started for it", { cause: error })
  }
}
