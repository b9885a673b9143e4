import type { T } from "@simplex-chat/types"
import { after } from "../after.ts"
import { WaitError } from "../errors.ts"
import { compileFilter, type Test } from "../filters/compile-filter.ts"
import type { MessageFilter } from "../filters/filter.ts"
import { senderOf } from "../messages/kinds.ts"
import type { Message, WaitForMessageOptions } from "../messages/message.ts"
import { type Activity, currentActivity } from "./activity.ts"
import type { ChatKey } from "./chat-key.ts"

/** Somebody who waits for a message. */
export interface Wait {
  /** The chat in which it waits; undefined for any. */
  readonly chat: ChatKey | undefined
  readonly test: Test
  /** The handler that waits; undefined when it is not called inside one. */
  readonly activity: Activity | undefined
  readonly settle: (message: Message | WaitError) => void
}

/** In which chat, and from whom. */
interface Place {
  readonly chat?: ChatKey | undefined
  readonly from?: T.AChatItem | undefined
}

/** Who waits for messages, and the message that they wait for. */
export class Waits {
  readonly #waits = new Set<Wait>()
  /** Lets a handler go on after its time is up, in the turn of the chat in which it waited. */
  readonly #expire: (wait: Wait, error: WaitError) => void
  #stopped = false

  constructor(expire: (wait: Wait, error: WaitError) => void) {
    this.#expire = expire
  }

  /** @throws {WaitError} */
  wait(
    { chat, from }: Place,
    filter: MessageFilter,
    { timeoutMs, signal }: WaitForMessageOptions,
  ): Promise<Message> {
    const running = currentActivity.getStore()
    const activity = running?.ended === true ? undefined : running
    const passes = compileFilter(filter)
    const isFromSame = from === undefined ? () => true : sameSender(from)
    const test: Test = (message) => isFromSame(message) && passes(message) !== false
    if (signal?.aborted === true) return Promise.reject(aborted(signal))
    if (this.#stopped) return Promise.reject(stopping(activity))
    return new Promise((resolve, reject) => {
      const giveUp = (error: WaitError) => {
        if (!this.#waits.delete(wait)) return
        if (activity === undefined) wait.settle(error)
        else this.#expire(wait, error)
      }
      const onAbort = () => giveUp(aborted(signal))
      const onTimeout = () => giveUp(new WaitError("timeout"))
      const timer = after(timeoutMs, onTimeout)
      const clear = () => {
        clearTimeout(timer)
        signal?.removeEventListener("abort", onAbort)
      }
      const wait: Wait = {
        chat,
        test,
        activity,
        settle: (outcome) => {
          clear()
          activity?.unpark()
          if (outcome instanceof WaitError) reject(outcome)
          else resolve(outcome)
        },
      }
      signal?.addEventListener("abort", onAbort)
      this.#waits.add(wait)
      activity?.park()
    })
  }

  /** Who has waited longest for this message; that wait is over. */
  take(chat: ChatKey, message: () => Message): Wait | undefined {
    if (this.#waits.size === 0) return undefined
    for (const wait of this.#waits) {
      if (wait.chat !== undefined && wait.chat !== chat) continue
      if (wait.test(message()) === false) continue
      this.#waits.delete(wait)
      return wait
    }
    return undefined
  }

  /** Ends all waits: the bot stops. */
  stop(): void {
    this.#stopped = true
    const waits = [...this.#waits]
    this.#waits.clear()
    for (const { activity, settle } of waits) settle(stopping(activity))
  }
}

function stopping(activity: Activity | undefined): WaitError {
  if (activity !== undefined) activity.interrupted = true
  return new WaitError("stopping")
}

const aborted = (signal: AbortSignal | undefined): WaitError =>
  new WaitError("aborted", { cause: signal?.reason })

function sameSender(item: T.AChatItem): (message: Message) => boolean {
  const wanted = senderOf(item)
  return ({ sender }) => {
    if (sender.type === "member" && wanted.type === "member") {
      return sender.groupMemberId === wanted.groupMemberId
    }
    return sender.type === wanted.type
  }
}
