import { receiveMessageOnPort, type MessagePort } from "node:worker_threads"
import { loadKoffi } from "../native/koffi.ts"
import { addressOf, bindLibrary, pollMicroseconds, type NativeLibrary } from "../native/library.ts"
import { refuseSecondLibrary } from "../native/process-library.ts"
import { batchOf } from "./batch.ts"
import { begin, end } from "./in-flight.ts"
import type {
  CallArgs,
  CallFailure,
  CallMessage,
  CallReply,
  CallRequest,
  CallThreadData,
  SentCall,
} from "./messages.ts"
import { ReplyWriter } from "./replies.ts"
import { RequestReader, type Taken } from "./requests.ts"

const quickMs = 0.1
// Waking the owner for each reply costs two switches, or four where it wakes on this thread's
// processor, since Node notifies it while holding a lock. So a reply waits for those after it, but for no
// longer than an eighth of the time that its burst has taken so far: answers come that much later at
// most, and calls of 0.5 ms are made 1 % faster than when the owner wakes for those of each millisecond.
const [shortestTellMs, longestTellMs, tellPart] = [1, 4, 1 / 8]
const tellMs = (burstMs: number): number =>
  Math.min(longestTellMs, Math.max(shortestTellMs, burstMs * tellPart))

/** A thread of the pool: makes one call after another, blocking, and hands over each reply at once. */
export function runCallThread(data: CallThreadData, port: MessagePort): void {
  const koffi = loadKoffi(data.koffi)
  const requests = new RequestReader(data.requests)
  const replies = new ReplyWriter(data.replies)
  const [commandsAt, repliesAt] = [requests, replies].map(({ bytes }) =>
    addressOf(koffi, bytes),
  ) as [number, number]
  const post = (message: CallMessage, transfer?: ArrayBuffer[]) =>
    port.postMessage(message, transfer)
  let bound: NativeLibrary | undefined
  const library = (): NativeLibrary => (bound ??= bindLibrary(koffi, data.library))

  const sendCommand = (ctrl: number, address: number): CallReply | number => {
    const { at, bytes } = replies
    return library().sendCommand(ctrl, address, repliesAt + at, bytes.length - at)
  }

  const make = ([name, ...args]: CallRequest): CallReply | number => {
    if (name === "sendCommand") {
      const [ctrl, command] = args as CallArgs<"sendCommand">
      const bytes = Buffer.from(`${command}\0`)
      return sendCommand(ctrl, addressOf(koffi, bytes))
    }
    if (name === "receive") {
      const [ctrl] = args as CallArgs<"receive">
      return batchOf(() => library().receive(ctrl, pollMicroseconds))
    }
    if (name === "initialise") refuseSecondLibrary(data.library)
    return (library()[name] as (...args: readonly unknown[]) => CallReply)(...args)
  }

  const call = ({ number, command }: Taken): CallReply | number => {
    try {
      return command === undefined
        ? make(sentAs(number, port))
        : sendCommand(command.controller, commandsAt + command.at)
    } catch (error) {
      return {
        failed: error instanceof Error ? error.message : String(error),
      } satisfies CallFailure
    }
  }

  let [burstAt, toldAt] = [0, 0]
  let isTold = true
  const tell = () => {
    isTold = true
    toldAt = performance.now()
    if (replies.isUntold) post("replied")
  }

  post("ready")
  if (data.isLoaded) library() // takes 3 ms, for which the first call need not wait
  for (;;) {
    let taken = requests.tryTake()
    if (taken === undefined) {
      if (!isTold) tell() // what was to come was taken back
      taken = requests.take()
      burstAt = performance.now()
    }
    if (taken === undefined) break
    if (taken.announce) post("begun")
    const started = performance.now()
    begin(data.inFlight)
    const reply = call(taken)
    end(data.inFlight)
    if (typeof reply === "number") {
      const ended = performance.now()
      replies.wrote(reply)
      isTold = false
      // The owner looks by itself as long as calls wait behind one that this thread has begun.
      const looks = taken.waiting >= 2
      const isQuick = ended - started < quickMs
      if (!looks || isQuick || ended - toldAt >= tellMs(ended - burstAt)) tell()
    } else {
      isTold = true
      replies.leave()
      // What a call returns as bytes is moved, not copied again.
      post([reply], reply instanceof Uint8Array ? [reply.buffer] : undefined)
    }
  }
  bound?.threadDone()
  port.close()
}

/** The call with this number. Those before it were sent, and then taken back. */
function sentAs(number: number, port: MessagePort): CallRequest {
  for (let next; (next = receiveMessageOnPort(port)) !== undefined;) {
    const [sent, request] = next.message as SentCall
    if (sent === number) return request
  }
  throw new Error("the call was lost on its way to the thread")
}
