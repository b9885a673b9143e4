import { availableParallelism } from "node:os"
import { receiveMessageOnPort, type MessagePort } from "node:worker_threads"
import { loadKoffi } from "../native/koffi.ts"
import { addressOf, bindLibrary } from "../native/library.ts"
import { take } from "./batch.ts"
import { enter, leave } from "./inside.ts"
import type {
  CallArgs,
  CallBatch,
  CallMessage,
  CallReply,
  CallRequest,
  CallThreadData,
} from "./messages.ts"
import { ReplyWriter } from "./replies.ts"

// With one processor, nobody could post meanwhile.
const awakeMs = availableParallelism() > 1 ? 0.05 : 0

/** A thread of the pool: makes one call after another, blocking, and hands over each reply at once. */
export function runCallThread(data: CallThreadData, port: MessagePort): void {
  const koffi = loadKoffi(data.koffi)
  const library = bindLibrary(koffi, data.library)
  const replies = new ReplyWriter(data.replies)
  const address = addressOf(koffi, replies.bytes)
  const post = (message: CallMessage, transfer?: ArrayBuffer[]) =>
    port.postMessage(message, transfer)

  const call = ([name, ...args]: CallRequest): CallReply | number => {
    try {
      if (name === "sendCommand") {
        const [ctrl, command] = args as CallArgs<"sendCommand">
        const { at, bytes } = replies
        return library.sendCommand(ctrl, command, address + at, bytes.length - at)
      }
      return (library[name] as (...args: readonly unknown[]) => CallReply)(...args)
    } catch (e) {
      return { failed: e instanceof Error ? e.message : String(e) }
    }
  }

  const make = ([first, announce, ...calls]: NonNullable<CallBatch>) => {
    for (const [i, request] of calls.entries()) {
      if (!take(data.cursor, first + i)) return // the rest was taken back
      if (announce) post("begun")
      enter(data.inside)
      const reply = call(request)
      leave(data.inside)
      if (typeof reply === "number") {
        replies.wrote(reply)
        if (replies.isUntold) post("replied")
      } else {
        replies.leave()
        // What a call returns as bytes is moved, not copied again.
        post([reply], reply instanceof Uint8Array ? [reply.buffer as ArrayBuffer] : undefined)
      }
    }
  }

  post("ready")
  port.on("message", (batch: CallBatch) => {
    let next: CallBatch | undefined = batch
    while (next) {
      make(next)
      next = isQuick(next) ? nextSoon(port) : undefined
    }
    if (next !== null) return
    library.threadDone()
    port.close()
  })
}

/** Calls that are to be announced were slow, or may be. */
const isQuick = ([, announce]: NonNullable<CallBatch>) => !announce

/**
 * What is posted within a moment. Who awaits commands sends the next ones at once: they find the thread
 * awake, since waking it would take about as long as the moment, and cost more.
 */
function nextSoon(port: MessagePort): CallBatch | undefined {
  const until = performance.now() + awakeMs
  do {
    const received = receiveMessageOnPort(port)
    if (received) return received.message as CallBatch
  } while (performance.now() < until)
  return undefined
}
