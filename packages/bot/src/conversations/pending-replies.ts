import { checkTimeout } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { checkObject } from "../checks.ts"
import { BotError, WaitError } from "../errors.ts"
import { checkFilter } from "../filters/check-filter.ts"
import { compileFilter, type Test } from "../filters/compile-filter.ts"
import { isA } from "../is-a.ts"
import type { WaitForMessageOptions } from "../messages/asking.ts"
import type { ChatKey } from "../messages/chat-key.ts"
import { senderOf } from "../messages/kinds.ts"
import type { LeavesOnCommand, Message, MessageFilter } from "../messages/message.ts"
import { after } from "../scheduling/after.ts"
import { currentRun, type HandlerRun } from "../scheduling/handler-run.ts"

/** A message that `waitFor` or `ask` waits for. */
export interface PendingReply {
  /** The chat in which it is expected; undefined for any. */
  readonly chat: ChatKey | undefined
  /** The member from whom it is expected; undefined for any member, and in direct chats. */
  readonly groupMemberId: number | undefined
  readonly test: Test
  /** Whether it is from the expected sender. */
  readonly isFromSame: (message: Message) => boolean
  /** Whether a command of the expected sender ends the wait. */
  readonly leavesOnCommand: LeavesOnCommand
  /** The handler run that waits; undefined when the caller is not a handler. */
  readonly run: HandlerRun | undefined
  /** Resolves the wait with the message, or rejects it with the error. */
  readonly settle: (outcome: Message | Error) => void
}

/** The chat of the expected message, and an earlier message from the same sender. */
interface Origin {
  readonly chat?: ChatKey | undefined
  readonly from?: T.AChatItem | undefined
}

/** How a message changes the waits. */
export interface Taken {
  /** The wait that it is the reply to. */
  readonly reply: PendingReply | undefined
  /** Handlers whose waits it ended without being their reply; they resume. */
  readonly resumed: readonly HandlerRun[]
}

const nothing: Taken = { reply: undefined, resumed: [] }

/** The messages that handlers wait for, and the bot itself. */
export class PendingReplies {
  readonly #pending = new Set<PendingReply>()
  /** Resumes a handler after its time is up, in the turn of the chat in which it waited. */
  readonly #expire: (reply: PendingReply, error: WaitError) => void
  #stopped = false

  constructor(expire: (reply: PendingReply, error: WaitError) => void) {
    this.#expire = expire
  }

  get size(): number {
    return this.#pending.size
  }

  /** @throws {WaitError} */
  wait(
    { chat, from }: Origin,
    filter: MessageFilter,
    options: WaitForMessageOptions & { readonly leavesOnCommand?: LeavesOnCommand },
  ): Promise<Message> {
    checkObject(options)
    const { timeoutMs, signal, leavesOnCommand = () => false } = options
    const current = currentRun.getStore()
    // The handler has returned or timed out: nothing would count what it received as handled.
    if (current?.ended === true && from !== undefined) return Promise.reject(new WaitError("ended"))
    const run = current?.ended === true ? undefined : current
    checkFilter(filter)
    checkTimeout({ timeoutMs })
    const test = compileFilter({ history: false, ...filter })
    if (signal?.aborted === true) return Promise.reject(aborted(signal))
    if (this.#stopped) return Promise.reject(stopping(run))
    const sender = from === undefined ? undefined : senderOf(from)
    const result = new Promise<Message>((resolve, reject) => {
      const onAbort = () => this.#giveUp(reply, aborted(signal))
      const timer = after(timeoutMs, () => this.#giveUp(reply, new WaitError("timeout")))
      const disown = run?.onEnd(() => {
        if (!this.#pending.delete(reply)) return
        // The handler has returned: this is the loser of a race, or nothing awaits it.
        result.catch(() => {})
        reply.settle(new WaitError("ended"))
      })
      const reply: PendingReply = {
        chat,
        groupMemberId: sender?.type === "member" ? sender.groupMemberId : undefined,
        test,
        isFromSame: from === undefined ? () => true : sameSender(from),
        leavesOnCommand,
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
   * Finds the oldest wait for this message. A wait whose filter throws is rejected with that error, and a
   * command ends a question; in both cases the message goes on to the next wait.
   */
  take(chat: ChatKey, message: Message, isCommand: boolean): Taken {
    if (this.#pending.size === 0) return nothing
    const resumed: HandlerRun[] = []
    for (const reply of this.#pending) {
      if (reply.chat !== undefined && reply.chat !== chat) continue
      if (!reply.isFromSame(message)) continue
      const verdict =
        isCommand && reply.leavesOnCommand(message)
          ? new WaitError("left")
          : verdictOf(reply.test, message)
      if (verdict === false) continue
      this.#pending.delete(reply)
      if (!(verdict instanceof Error)) return { reply, resumed }
      reply.settle(verdict)
      if (reply.run !== undefined) resumed.push(reply.run)
    }
    return { reply: undefined, resumed }
  }

  /**
   * Ends the waits for messages of a chat and its support chats, or of one member of it, because no more
   * will come.
   */
  endOf(chat: ChatKey, groupMemberId?: number): void {
    for (const reply of this.#pending) {
      if (reply.chat !== chat && reply.chat?.startsWith(`${chat}:`) !== true) continue
      if (groupMemberId !== undefined && reply.groupMemberId !== groupMemberId) continue
      this.#giveUp(reply, new WaitError("gone"))
    }
  }

  /** Ends the waits in these chats, because another process handles them from now on. */
  release(isReleased: (chat: ChatKey) => boolean): void {
    for (const reply of this.#pending) {
      if (reply.chat === undefined || !isReleased(reply.chat)) continue
      this.#pending.delete(reply)
      reply.settle(stopping(reply.run))
    }
  }

  /** Ends the oldest wait in these chats, as if it had timed out. */
  endOldest(isOf: (chat: ChatKey) => boolean): void {
    for (const reply of this.#pending) {
      if (reply.chat === undefined || !isOf(reply.chat)) continue
      this.#giveUp(reply, new WaitError("timeout"))
      return
    }
  }

  /** Ends all waits, because the bot stops. */
  stop(): void {
    this.#stopped = true
    const pending = [...this.#pending]
    this.#pending.clear()
    for (const { run, settle } of pending) settle(stopping(run))
  }

  #giveUp(reply: PendingReply, error: WaitError): void {
    if (!this.#pending.delete(reply)) return
    if (reply.run === undefined) reply.settle(error)
    else this.#expire(reply, error)
  }
}

function verdictOf(test: Test, message: Message): boolean | Error {
  try {
    return test(message) !== false
  } catch (error) {
    return isA(error, Error) ? error : new BotError("a filter threw", { cause: error })
  }
}

/** The error for a wait that ends because the bot stops. The message of its handler comes again. */
export function stopping(run: HandlerRun | undefined): WaitError {
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
