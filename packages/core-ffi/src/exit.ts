import { writeSync } from "node:fs"
import { inspect } from "node:util"
import { isMainThread } from "node:worker_threads"
import { loadKoffi } from "./native/koffi.ts"
import type { Receivers } from "./receiving/receivers.ts"
import { admitNoMore, waitUntilNone } from "./threads/in-flight.ts"
import type { NativePlace } from "./threads/messages.ts"

// A receive in flight ends within 200 ms; what is longer may last forever.
const graceMs = 300

/**
 * Lets the process end while calls are in flight.
 *
 * Node waits for its threads, and a thread inside the library cannot be interrupted: with the
 * core's `/_stop` hanging, `process.exit()` would hang too. So when threads do not come back in
 * time, the process ends itself at once, with the same exit code, after the other exit handlers.
 */
export function endWithProcess(place: NativePlace, receivers: Receivers): void {
  // In a Worker `process.exit()` ends that thread alone: not our process to end.
  if (!isMainThread) return
  let uncaught: { error: unknown } | undefined
  process.on("uncaughtExceptionMonitor", (error) => (uncaught = { error }))

  process.on("exit", function onExit(code: number) {
    admitNoMore(place.inFlight)
    receivers.end()
    if (!receivers.isHanging && waitUntilNone(place.inFlight, graceMs)) return
    const listeners = process.listeners("exit")
    try {
      for (const listener of listeners.slice(listeners.indexOf(onExit) + 1))
        listener.call(process, code)
      // Node prints it after the exit handlers, which is too late now.
      if (uncaught !== undefined) writeSync(2, `Uncaught ${inspect(uncaught.error)}\n`)
    } finally {
      endNow(place, Number(process.exitCode ?? code)) // a handler may have changed it
    }
  })
}

function endNow(place: NativePlace, code: number): void {
  const koffi = loadKoffi(place.koffi)
  if (process.platform === "win32") {
    const kernel = koffi.load("kernel32.dll")
    const self: unknown = kernel.func("GetCurrentProcess", "void *", [])()
    kernel.func("TerminateProcess", "bool", ["void *", "uint32_t"])(self, code)
  } else koffi.load(null).func("_exit", "void", ["int"])(code)
}
