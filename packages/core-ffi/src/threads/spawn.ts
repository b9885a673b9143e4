import { Worker } from "node:worker_threads"
import type { ThreadData } from "./messages.ts"

/** The bundled source of `entry.ts`, put in by the build. */
declare const THREAD_SOURCE: string | undefined

/**
 * Starts a thread. A built package carries the source of its threads inside itself: a file beside it
 * would be lost when an application is bundled. The sources themselves start the file.
 */
export function spawnThread(data: ThreadData): Worker {
  // Inherited flags (--import, --inspect-brk, a test runner's loader) are for the application.
  const options = { workerData: data, execArgv: [], name: `simplex ${data.role}` }
  return typeof THREAD_SOURCE === "string"
    ? new Worker(THREAD_SOURCE, { ...options, eval: true })
    : new Worker(new URL("./entry.ts", import.meta.url), options)
}
