import { bindOpening, bindSend } from "../native/library.ts"
import { loadKoffi } from "../native/koffi.ts"
import type { Call } from "./call.ts"
import { end, tryBegin } from "./in-flight.ts"
import type { CallReply, CallRequest, NativePlace } from "./messages.ts"
import type { NodeThread } from "./node-thread.ts"

/**
 * Makes one call at a time on a thread of Node's.
 *
 * Most bots never have more than a few commands in flight. For them a thread of the pool would be
 * idle: it takes 18 MiB, and 30 ms of a processor to start.
 */
export class NodeCaller {
  readonly #thread: NodeThread
  readonly #place: NativePlace
  #functions: ReturnType<typeof functionsOf> | undefined
  #ended: () => void = () => {}
  #call: Call | undefined
  #since = 0
  /** How many calls it has begun. */
  begun = 0

  constructor(thread: NodeThread, place: NativePlace) {
    this.#thread = thread
    this.#place = place
  }

  /** @param ended called whenever it is free again. */
  onEnd(ended: () => void): void {
    this.#ended = ended
  }

  get isFree(): boolean {
    return this.#call === undefined
  }

  /** Counts against the bound of calls that run side by side. */
  get isBusy(): boolean {
    return this.#call !== undefined && !this.#call.isSettled && !this.#call.urgent
  }

  /** Its call was given up, and may never return. */
  get isGivenUp(): boolean {
    return this.#call?.isSettled === true
  }

  /** It was given its call less than `ms` milliseconds ago. */
  isActive(ms: number): boolean {
    return this.isBusy && performance.now() - this.#since < ms
  }

  get unanswered(): readonly Call[] {
    return this.#call === undefined ? [] : [this.#call]
  }

  /** Whether it is a call of the kind that needs no thread of the pool. */
  canMake({ request: [name] }: Call): boolean {
    return name === "sendCommand" || name === "migrate" || name === "closeStore"
  }

  make(call: Call): void {
    this.#call = call
    this.#since = performance.now()
    this.begun++
    call.thread = this
    if (!tryBegin(this.#place.inFlight)) return // the process ends
    try {
      this.#start(call.request)
    } catch (error) {
      this.#done(error, null)
    }
  }

  #start([name, ...args]: CallRequest): void {
    const { send, migrateInit, closeStore } = (this.#functions ??= functionsOf(this.#place))
    if (name === "migrate") {
      const ctrl: [number | bigint] = [0]
      this.#thread.start(migrateInit, [...args, ctrl], (error, answer: string | null) =>
        this.#done(error, { answer, ctrl: Number(ctrl[0]) }),
      )
    } else this.#thread.start(name === "closeStore" ? closeStore : send, args, this.#done)
  }

  readonly #done = (error: unknown, reply: CallReply): void => {
    end(this.#place.inFlight)
    const call = this.#call
    this.#call = undefined
    const failed = () => ({ failed: error instanceof Error ? error.message : String(error) })
    call?.answer(error === null ? reply : failed())
    this.#ended()
  }
}

function functionsOf({ koffi: path, library }: NativePlace) {
  const koffi = loadKoffi(path)
  return { send: bindSend(koffi, library), ...bindOpening(koffi, library) }
}
