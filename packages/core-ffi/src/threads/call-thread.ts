import { availableParallelism } from "node:os"
import { receiveMessageOnPort, type MessagePort } from "node:worker_threads"
import { loadKoffi } from "../native/koffi.ts"
import { bindLibrary, type NativeLibrary } from "../native/library.ts"
import { take } from "./batch.ts"
import { enter, leave } from "./inside.ts"
import type { CallBatch, CallMessage, CallReply, CallRequest, CallThreadData } from "./messages.ts"
import { ReplyWriter } from "./replies.ts"

// With one processor, nobody could post meanwhile.
const awakeMs = availableParallelism() > 1 ? 0.05 : 0

/** A thread of the pool: makes one call after another, blocking, and hands over each reply at once. */
export function runCallThread(data: CallThreadData, port: MessagePort): void {
  const library = bindLibrary(loadKoffi(data.koffi), data.library)
  const replies = new ReplyWriter(data.replies)
  const post = (message: CallMessage, transfer?: ArrayBuffer[]) =>
    port.postMessage(message, transfer)

  const make = ([first, announce, ...calls]: NonNullable<CallBatch>) => {
    for (const [i, request] of calls.entries()) {
      if (!take(data.cursor, first + i)) return // the rest was taken back
      if (announce) post("begun")
      enter(data.inside)
      const reply = call(library, request)
      leave(data.inside)
      if (replies.write(reply)) {
        if (replies.isUntold) post("replied")
      } else {
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
      next = isSingle(next) ? nextSoon(port) : undefined
    }
    if (next !== null) return
    library.threadDone()
    port.close()
  })
}

/** One call, not known to be slow. */
const isSingle = ([, announce, ...calls]: NonNullable<CallBatch>) => !announce && calls.length === 1

/**
 * What is posted within a moment. Who awaits one command after another sends the next at once: it finds
 * the thread awake, since waking it would take longer than the moment, and cost more.
 */
function nextSoon(port: MessagePort): CallBatch | undefined {
  const until = performance.now() + awakeMs
  do {
    const received = receiveMessageOnPort(port)
    if (received) return received.message as CallBatch
  } while (performance.now() < until)
  return undefined
}

function call(library: NativeLibrary, [name, ...args]: CallRequest): CallReply {
  try {
    return (library[name] as (...args: readonly unknown[]) => CallReply)(...args)
  } catch (e) {
    return { failed: e instanceof Error ? e.message : String(e) }
  }
}
