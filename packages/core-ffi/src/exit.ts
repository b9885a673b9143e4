import { writeSync } from "node:fs"
import { inspect } from "node:util"
import { isMainThread } from "node:worker_threads"
import { loadKoffi } from "./native/koffi.ts"
import { control, type NativePlace } from "./threads/messages.ts"

// A receive under way ends within 200 ms; what is longer may last for ever.
const graceMs = 300

const receiving = new Set<Int32Array<SharedArrayBuffer>>()

/** Has a controller's thread told to stop when the process ends; returns how to take that back. */
export function stopAtExit(shared: Int32Array<SharedArrayBuffer>): () => void {
  receiving.add(shared)
  return () => receiving.delete(shared)
}

/**
 * Lets the process end while calls are under way.
 *
 * Node waits for its threads, and a thread inside the library cannot be interrupted: with the
 * core's `/_stop` hanging, `process.exit()` would hang too. So when threads do not come back in
 * time, the process ends itself at once, with the same exit code, after the other exit handlers.
 */
export function endWithProcess(place: NativePlace): void {
  // In a Worker `process.exit()` ends that thread alone: not our process to end.
  if (!isMainThread) return
  let uncaught: { error: unknown } | undefined
  process.on("uncaughtExceptionMonitor", (error) => (uncaught = { error }))

  process.on("exit", function onExit(code: number) {
    for (const shared of receiving) {
      Atomics.store(shared, control.stop, 2)
      Atomics.notify(shared, control.stop)
      Atomics.notify(shared, control.posted)
    }
    if (allBack(place.inside)) return
    const listeners = process.listeners("exit")
    try {
      for (const listener of listeners.slice(listeners.indexOf(onExit) + 1))
        listener.call(process, code)
      // Node prints it after the exit handlers, which is too late now.
      if (uncaught) writeSync(2, `Uncaught ${inspect(uncaught.error)}\n`)
    } finally {
      endNow(place, code)
    }
  })
}

function allBack(inside: NativePlace["inside"]): boolean {
  const until = performance.now() + graceMs
  for (;;) {
    const now = Atomics.load(inside, 0)
    const left = until - performance.now()
    if (now === 0 || left <= 0) return now === 0
    Atomics.wait(inside, 0, now, left)
  }
}

function endNow(place: NativePlace, code: number): void {
  const koffi = loadKoffi(place.koffi)
  if (process.platform === "win32") {
    const kernel = koffi.load("kernel32.dll")
    const self: unknown = kernel.func("GetCurrentProcess", "void *", [])()
    kernel.func("TerminateProcess", "bool", ["void *", "uint32_t"])(self, code)
  } else koffi.load(null).func("_exit", "void", ["int"])(code)
}
