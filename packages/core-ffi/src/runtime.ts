import { realpathSync } from "node:fs"
import { LoadError } from "./errors.ts"
import { endWithProcess } from "./exit.ts"
import { findKoffi } from "./native/koffi.ts"
import { newInside } from "./threads/inside.ts"
import type { NativePlace } from "./threads/messages.ts"
import { ThreadPool } from "./threads/pool.ts"

/** The one libsimplex of this process, and the threads that call it. */
export interface Runtime {
  readonly place: NativePlace
  readonly pool: ThreadPool
  /**
   * Set while the first controller starts the Haskell run-time system, and from then on; resolves to
   * whether that worked. Every call before that would end the process.
   */
  started: Promise<boolean> | undefined
}

let runtime: Runtime | undefined

/** The runtime of the library at `path`; the first call decides which library that is. */
export function runtimeOf(path: string, callThreads: number): Runtime {
  const library = realpathSync(path)
  if (runtime && runtime.place.library !== library && runtime.started)
    throw new LoadError(
      path,
      `this process uses ${runtime.place.library} already, and can hold one libsimplex only; use another process for the other database`,
    )
  if (runtime?.place.library !== library) {
    const place = { koffi: findKoffi(), library, inside: newInside() }
    runtime = { place, pool: new ThreadPool(place, { size: callThreads }), started: undefined }
    endWithProcess(place)
  }
  runtime.pool.widen(callThreads)
  return runtime
}
