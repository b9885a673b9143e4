import type { MessagePort } from "node:worker_threads"
import { loadKoffi } from "../native/koffi.ts"
import { bindLibrary, type NativeLibrary } from "../native/library.ts"
import { enter, leave } from "./inside.ts"
import type { CallReply, CallRequest, CallThreadData } from "./messages.ts"

/** A thread of the pool: makes one call at a time, blocking, and posts its result. */
export function runCallThread(data: CallThreadData, port: MessagePort): void {
  const library = bindLibrary(loadKoffi(data.koffi), data.library)

  port.on("message", (request: CallRequest | null) => {
    if (!request) {
      library.threadDone()
      port.close()
      return
    }
    enter(data.inside)
    const reply = call(library, request)
    leave(data.inside)
    // What a call returns as bytes is moved, not copied again.
    const bytes = "value" in reply && reply.value instanceof Uint8Array ? reply.value : undefined
    port.postMessage(reply, bytes ? [bytes.buffer as ArrayBuffer] : [])
  })
}

function call(library: NativeLibrary, request: CallRequest): CallReply {
  try {
    const f = library[request.name] as (...args: readonly unknown[]) => unknown
    return { value: f(...request.args) }
  } catch (e) {
    return { failed: e instanceof Error ? e.message : String(e) }
  }
}
