import type { MessagePort } from "node:worker_threads"
import { loadKoffi } from "../native/koffi.ts"
import { bindLibrary, type NativeLibrary } from "../native/library.ts"
import { take } from "./batch.ts"
import { enter, leave } from "./inside.ts"
import type { CallBatch, CallMessage, CallReply, CallRequest, CallThreadData } from "./messages.ts"

/** A thread of the pool: makes one call after another, blocking, and posts each result at once. */
export function runCallThread(data: CallThreadData, port: MessagePort): void {
  const library = bindLibrary(loadKoffi(data.koffi), data.library)

  const post = (message: CallMessage, transfer?: ArrayBuffer[]) =>
    port.postMessage(message, transfer)
  post(undefined)
  port.on("message", (batch: CallBatch) => {
    if (!batch) {
      library.threadDone()
      port.close()
      return
    }
    const [first, announce, ...calls] = batch
    for (const [i, request] of calls.entries()) {
      if (!take(data.cursor, first + i)) return // the rest was taken back
      if (announce) post(undefined)
      enter(data.inside)
      const reply = call(library, request)
      leave(data.inside)
      // What a call returns as bytes is moved, not copied again.
      post(reply, reply instanceof Uint8Array ? [reply.buffer as ArrayBuffer] : undefined)
    }
  })
}

function call(library: NativeLibrary, [name, ...args]: CallRequest): CallReply {
  try {
    return (library[name] as (...args: readonly unknown[]) => CallReply)(...args)
  } catch (e) {
    return { failed: e instanceof Error ? e.message : String(e) }
  }
}
