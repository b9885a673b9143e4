import { bindOpening, bindSend } from "../native/library.ts"
import { loadKoffi } from "../native/koffi.ts"
import type { Call } from "./call.ts"
import { end, tryBegin } from "./in-flight.ts"
import type { CallReply, NativePlace } from "./messages.ts"
import type { NodeThread } from "./node-thread.ts"

type Functions = Readonly<Record<string, (...args: unknown[]) => Promise<CallReply>>>

/**
 * Makes one call at a time on a thread of Node's.
 *
 * Most bots never have more than a few commands in flight. For them a thread of the pool would be
 * idle: it takes 18 MiB, and 30 ms of a processor to start.
 */
export class NodeCaller {
  readonly #thread: NodeThread
  readonly #place: NativePlace
  #functions: Functions | undefined
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
    const { inFlight } = this.#place
    this.#call = call
    this.#since = performance.now()
    this.begun++
    call.thread = this
    const [name, ...args] = call.request
    if (!tryBegin(inFlight)) return // the process ends
    const ended = (reply: CallReply) => {
      end(inFlight)
      this.#call = undefined
      call.answer(reply)
      this.#ended()
    }
    const failed = (error: unknown) =>
      ended({ failed: error instanceof Error ? error.message : String(error) })
    this.#bound[name]?.(...args).then(ended, failed)
  }

  get #bound(): Functions {
    return (this.#functions ??= this.#bind())
  }

  #bind(): Functions {
    const { koffi: path, library } = this.#place
    const koffi = loadKoffi(path)
    const send = bindSend(koffi, library)
    const { migrateInit, closeStore } = bindOpening(koffi, library)
    const thread = this.#thread
    return {
      sendCommand: (...args) => thread.call(send, ...args),
      closeStore: (...args) => thread.call(closeStore, ...args),
      async migrate(...args) {
        const ctrl: [number | bigint] = [0]
        const answer = await thread.call<string | null>(migrateInit, ...args, ctrl)
        return { answer, ctrl: Number(ctrl[0]) }
      },
    }
  }
}
