import type { T } from "@simplex-chat/types"
import { BotError, WaitError } from "../errors.ts"
import { compileFilter, type Test } from "../filters/compile-filter.ts"
import type { ChatKey } from "../messages/chat-key.ts"
import { senderOf } from "../messages/kinds.ts"
import type { Message, MessageFilter, WaitForMessageOptions } from "../messages/message.ts"
import { after } from "../scheduling/after.ts"
import { currentRun, type HandlerRun } from "../scheduling/handler-run.ts"

/** A message that `waitFor` or `ask` waits for. */
export interface PendingReply {
  /** The chat in which it is expected; undefined for any. */
  readonly chat: ChatKey | undefined
  readonly test: Test
  /** The handler run that waits; undefined when the caller is no handler. */
  readonly run: HandlerRun | undefined
  /** Resolves the wait with the message, or rejects it with the error. */
  readonly settle: (outcome: Message | Error) => void
}

/** In which chat, and from the sender of which message. */
interface Origin {
  readonly chat?: ChatKey | undefined
  readonly from?: T.AChatItem | undefined
}

/** The messages that handlers wait for, and the bot itself. */
export class PendingReplies {
  readonly #pending = new Set<PendingReply>()
  /** Resumes a handler after its time is up, in the turn of the chat in which it waited. */
  readonly #expire: (reply: PendingReply, error: WaitError) => void
  #stopped = false

  constructor(expire: (reply: PendingReply, error: WaitError) => void) {
    this.#expire = expire
  }

  /** @throws {WaitError} */
  wait(
    { chat, from }: Origin,
    filter: MessageFilter,
    { timeoutMs, signal }: WaitForMessageOptions,
  ): Promise<Message> {
    const current = currentRun.getStore()
    // The handler has returned or timed out: nothing would count what it received as handled.
    if (current?.ended === true && from !== undefined) return Promise.reject(new WaitError("ended"))
    const run = current?.ended === true ? undefined : current
    const passes = compileFilter(filter)
    const isFromSame = from === undefined ? () => true : sameSender(from)
    const test: Test = (message) => isFromSame(message) && passes(message) !== false
    if (signal?.aborted === true) return Promise.reject(aborted(signal))
    if (this.#stopped) return Promise.reject(stopping(run))
    const result = new Promise<Message>((resolve, reject) => {
      const giveUp = (error: WaitError) => {
        if (!this.#pending.delete(reply)) return
        if (run === undefined) reply.settle(error)
        else this.#expire(reply, error)
      }
      const onAbort = () => giveUp(aborted(signal))
      const timer = after(timeoutMs, () => giveUp(new WaitError("timeout")))
      const disown = run?.onEnd(() => {
        if (!this.#pending.delete(reply)) return
        // The handler has returned: this is the loser of a race, or nothing awaits it.
        result.catch(() => {})
        reply.settle(new WaitError("ended"))
      })
      const reply: PendingReply = {
        chat,
        test,
        run,
        settle: (outcome) => {
          clearTimeout(timer)
          signal?.removeEventListener("abort", onAbort)
          disown?.()
          run?.resume()
          if (outcome instanceof Error) reject(outcome)
          else resolve(outcome)
        },
      }
      signal?.addEventListener("abort", onAbort)
      this.#pending.add(reply)
      run?.suspend()
    })
    return result
  }

  /**
   * Removes the one that has waited longest for this message. A wait whose filter throws is rejected
   * with what it threw, and the message goes on to the next.
   */
  take(chat: ChatKey, message: Message): PendingReply | undefined {
    for (const reply of this.#pending) {
      if (reply.chat !== undefined && reply.chat !== chat) continue
      const verdict = verdictOf(reply.test, message)
      if (verdict === false) continue
      this.#pending.delete(reply)
      if (!(verdict instanceof Error)) return reply
      reply.settle(verdict)
    }
    return undefined
  }

  /** Ends all waits, because the bot stops. */
  stop(): void {
    this.#stopped = true
    const pending = [...this.#pending]
    this.#pending.clear()
    for (const { run, settle } of pending) settle(stopping(run))
  }
}

function verdictOf(test: Test, message: Message): boolean | Error {
  try {
    return test(message) !== false
  } catch (error) {
    return error instanceof Error ? error : new BotError("a filter threw", { cause: error })
  }
}

function stopping(run: HandlerRun | undefined): WaitError {
  if (run !== undefined) run.interrupted = true
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
