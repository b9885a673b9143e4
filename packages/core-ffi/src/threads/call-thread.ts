import { availableParallelism } from "node:os"
import { receiveMessageOnPort, type MessagePort } from "node:worker_threads"
import { loadKoffi } from "../native/koffi.ts"
import { addressOf, bindLibrary, type NativeLibrary } from "../native/library.ts"
import { refuseSecondLibrary } from "../native/process-library.ts"
import { take } from "./batch.ts"
import { begin, end } from "./in-flight.ts"
import type {
  CallArgs,
  CallBatch,
  CallFailure,
  CallMessage,
  CallReply,
  CallRequest,
  CallThreadData,
} from "./messages.ts"
import { ReplyWriter } from "./replies.ts"

// A program that awaits commands sends the next one at once. It finds the thread awake after quick
// calls, since waking it would take about as long as this, and cost more. After a call that took
// longer that would gain little, and take the processor from the core. With one processor, nothing
// could be posted meanwhile.
const awakeMs = availableParallelism() > 1 ? 0.05 : 0
const quickMs = 0.1
// Waking the owner for each reply costs two switches, or four where it wakes on this thread's
// processor, since Node notifies it while holding a lock.
const tellMs = 1

/** A thread of the pool: makes one call after another, blocking, and hands over each reply at once. */
export function runCallThread(data: CallThreadData, port: MessagePort): void {
  const koffi = loadKoffi(data.koffi)
  const replies = new ReplyWriter(data.replies)
  const address = addressOf(koffi, replies.bytes)
  const post = (message: CallMessage, transfer?: ArrayBuffer[]) =>
    port.postMessage(message, transfer)
  let bound: NativeLibrary | undefined
  const library = (): NativeLibrary => (bound ??= bindLibrary(koffi, data.library))

  const call = ([name, ...args]: CallRequest): CallReply | number => {
    try {
      if (name === "sendCommand") {
        const [ctrl, command] = args as CallArgs<"sendCommand">
        const { at, bytes } = replies
        return library().sendCommand(ctrl, command, address + at, bytes.length - at)
      }
      if (name === "initialise") refuseSecondLibrary(data.library)
      return (library()[name] as (...args: readonly unknown[]) => CallReply)(...args)
    } catch (error) {
      return {
        failed: error instanceof Error ? error.message : String(error),
      } satisfies CallFailure
    }
  }

  let toldAt = 0
  const tell = () => {
    toldAt = performance.now()
    if (replies.isUntold) post("replied")
  }

  /** Makes the calls of a batch, and returns how long the last one took. */
  const make = ([first, announce, ...calls]: NonNullable<CallBatch>): number => {
    let lastMs = 0
    let isTold = true
    for (const [i, request] of calls.entries()) {
      if (!take(data.cursor, first + i)) break // the rest was taken back
      if (announce) post("begun")
      const started = performance.now()
      begin(data.inFlight)
      const reply = call(request)
      end(data.inFlight)
      lastMs = performance.now() - started
      if (typeof reply === "number") {
        replies.wrote(reply)
        // The owner looks by itself as long as calls wait behind one that this thread has begun.
        const looks = i < calls.length - 2
        isTold = !looks || lastMs < quickMs || performance.now() - toldAt >= tellMs
        if (isTold) tell()
      } else {
        isTold = true
        replies.leave()
        // What a call returns as bytes is moved, not copied again.
        post([reply], reply instanceof Uint8Array ? [reply.buffer] : undefined)
      }
    }
    if (!isTold) tell() // what was to come was taken back
    return lastMs
  }

  post("ready")
  port.on("message", (batch: CallBatch) => {
    let next: CallBatch | undefined = batch
    while (next !== undefined && next !== null)
      next = make(next) < quickMs ? nextSoon(port) : undefined
    if (next !== null) return
    bound?.threadDone()
    port.close()
  })
}

/** What is posted within a moment. */
function nextSoon(port: MessagePort): CallBatch | undefined {
  const until = performance.now() + awakeMs
  do {
    const received = receiveMessageOnPort(port)
    if (received !== undefined) return received.message as CallBatch
  } while (performance.now() < until)
  return undefined
}
