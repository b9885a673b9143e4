import type { MessagePort } from "node:worker_threads"
import { loadKoffi } from "../native/koffi.ts"
import { bindLibrary, type Controller, type NativeLibrary } from "../native/library.ts"
import { pinLibrary, refuseSecondLibrary } from "../native/process-library.ts"
import { isStopped, isToClose, pause, waitForReader } from "./control.ts"
import { enter, leave } from "./inside.ts"
import type { ControllerMessage, ControllerThreadData } from "./messages.ts"

// Closing waits for a receive that is under way, so this bounds it. An idle controller costs five
// calls a second.
const waitMicroseconds = 200_000
// 1 takes what is there; 0 would never return an event.
const takeMicroseconds = 1

// A batch is posted when it has this many events or characters, or when there are no more.
const batchEvents = 64
const batchCharacters = 1 << 20
const longestPauseMs = 1_000

/** The thread of one controller: opens the database, receives until told to stop, closes it. */
export function runControllerThread(data: ControllerThreadData, port: MessagePort): void {
  const post = (message: ControllerMessage) => port.postMessage(message)
  const library = load(data, post)
  if (!library) return

  enter(data.inside)
  const { path, key, confirm } = data.database
  const { answer, ctrl } = library.migrate(path, key, confirm)
  leave(data.inside)
  post({ type: "migrated", answer, ctrl })

  if (ctrl !== 0) receive(library, ctrl, data, post)
  const close = ctrl !== 0 && isToClose(data.control)
  enter(data.inside)
  const closed = close ? library.closeStore(ctrl) : null
  library.threadDone() // before anybody learns that this controller is closed
  leave(data.inside)
  if (close) post({ type: "closed", answer: closed })
  port.close()
}

function load(
  data: ControllerThreadData,
  post: (message: ControllerMessage) => void,
): NativeLibrary | undefined {
  try {
    const koffi = loadKoffi(data.koffi)
    if (data.initialise) {
      refuseSecondLibrary(data.library)
      pinLibrary(koffi, data.library)
    }
    const library = bindLibrary(koffi, data.library)
    if (data.initialise) {
      library.initialise()
      post({ type: "initialised" })
    }
    return library
  } catch (e) {
    post({ type: "loadFailed", problem: e instanceof Error ? e.message : String(e) })
    return undefined
  }
}

function receive(
  library: NativeLibrary,
  ctrl: Controller,
  { control, inside }: ControllerThreadData,
  post: (message: ControllerMessage) => void,
): void {
  let failures = 0

  const receiveOne = (wait: number) => {
    enter(inside)
    try {
      return library.receive(ctrl, wait)
    } finally {
      leave(inside)
    }
  }

  const takeBatch = (first: string) => {
    const events = [first]
    for (let characters = first.length; ;) {
      if (events.length >= batchEvents || characters >= batchCharacters) break
      const next = receiveOne(takeMicroseconds)
      if (!next) break // a NULL here is seen again, and reported, by the next wait
      events.push(next)
      characters += next.length
    }
    return events
  }

  while (!isStopped(control)) {
    const started = performance.now()
    const first = receiveOne(waitMicroseconds)
    if (first) {
      failures = 0
      post({ type: "events", events: takeBatch(first) })
      waitForReader(control)
    } else if (first === null) {
      // It may go on for ever: report it, and ask less and less often.
      post({ type: "receiveFailed", problem: "the library returned NULL" })
      pause(control, Math.min(longestPauseMs, 10 * 2 ** failures++))
    } else {
      // A core that is broken may return at once: never spin.
      const rest = waitMicroseconds / 1_000 - (performance.now() - started)
      if (rest > waitMicroseconds / 2_000) pause(control, rest)
    }
  }
}
