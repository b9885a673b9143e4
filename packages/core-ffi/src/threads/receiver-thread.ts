import { receiveMessageOnPort, type MessagePort } from "node:worker_threads"
import { loadKoffi } from "../native/koffi.ts"
import {
  bindLibrary,
  pollMicroseconds,
  waitMicroseconds,
  type Controller,
  type NativeLibrary,
} from "../native/library.ts"
import { batchOf } from "./batch.ts"
import {
  batchPosted,
  isEnding,
  isFull,
  isStopped,
  ringsHeard,
  waitForRing,
  type Control,
} from "./control.ts"
import { begin, end } from "./in-flight.ts"
import type { Attachment, ReceiverMessage, ReceiverThreadData } from "./messages.ts"
import { Retry } from "./retry.ts"

// Between two rounds in which no controller had anything. Events wait at most this long. Asking costs
// some 90 us: 31 idle cores take 6 % of a processor so, and took 10 % when asked every 20 ms.
const [shortestPauseMs, longestPauseMs] = [1, 50]

/** Receives from one controller after another until its owner ends it. */
export function runReceiverThread(data: ReceiverThreadData, port: MessagePort): void {
  const koffi = loadKoffi(data.koffi)
  // Bound when the first controller is open: until then the library may still be starting.
  let library: NativeLibrary | undefined
  const sources = new Map<number, Source>()
  let pauseMs = shortestPauseMs

  while (!isEnding(data.bell)) {
    const heard = ringsHeard(data.bell)
    for (let next; (next = receiveMessageOnPort(port)) !== undefined;) {
      const attachment = next.message as Attachment
      library ??= bindLibrary(koffi, data.library)
      sources.set(attachment.id, new Source(attachment, library, data, port))
    }
    for (const [id, { control }] of sources)
      if (isStopped(control)) {
        sources.delete(id)
        port.postMessage({ type: "stopped", id } satisfies ReceiverMessage)
      }

    const ready = [...sources.values()].filter((source) => source.isReady)
    if (sources.size === 1 && ready[0] !== undefined) {
      ready[0].receive(waitMicroseconds)
      continue
    }
    const received = ready.filter((source) => source.receive(pollMicroseconds))
    if (received.length > 0) pauseMs = shortestPauseMs
    else {
      const retryMs = Math.min(...[...sources.values()].map((source) => source.retryMs))
      waitForRing(data.bell, heard, Math.min(ready.length > 0 ? pauseMs : Infinity, retryMs))
      pauseMs = Math.min(longestPauseMs, 2 * pauseMs)
    }
  }
  library?.threadDone()
  port.close()
}

/** One controller that the thread receives from. */
class Source {
  readonly control: Control
  readonly #id: number
  readonly #ctrl: Controller
  readonly #library: NativeLibrary
  readonly #data: ReceiverThreadData
  readonly #port: MessagePort
  readonly #retry = new Retry()

  constructor(
    { id, ctrl, control }: Attachment,
    library: NativeLibrary,
    data: ReceiverThreadData,
    port: MessagePort,
  ) {
    this.control = control
    this.#id = id
    this.#ctrl = ctrl
    this.#library = library
    this.#data = data
    this.#port = port
  }

  /** Milliseconds until it may be asked again, where the core is broken. */
  get retryMs(): number {
    const { leftMs } = this.#retry
    return leftMs > 0 ? leftMs : Infinity
  }

  get isReady(): boolean {
    return this.retryMs === Infinity && !isFull(this.control)
  }

  /** Posts what is there, or arrives in time; returns whether there was anything. */
  receive(wait: number): boolean {
    const started = performance.now()
    const first = this.#next(wait)
    if (typeof first === "string" && first !== "") {
      this.#retry.received()
      batchPosted(this.control)
      const events = batchOf(() => this.#next(pollMicroseconds), [first])
      this.#post({ type: "events", id: this.#id, events })
      return true
    }
    if (first === null) {
      this.#post({ type: "receiveFailed", id: this.#id, problem: "the library returned NULL" })
      this.#retry.failed()
    } else this.#retry.gaveNothing(started, wait / 1_000)
    return false
  }

  #next(wait: number): string | null {
    begin(this.#data.inFlight)
    try {
      return this.#library.receive(this.#ctrl, wait)
    } finally {
      end(this.#data.inFlight)
    }
  }

  #post(message: ReceiverMessage): void {
    this.#port.postMessage(message)
  }
}
