import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import { longestTimeoutMs, type OptionKinds } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { performance } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"
import { checkOptions } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { isA } from "../is-a.ts"
import type { Outbox } from "../messages/outbox.ts"
import { asContent } from "../messages/outgoing.ts"
import type { SentMessage } from "../messages/sent-message.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import type { BroadcastStore } from "./broadcast-store.ts"

/** How to broadcast. */
export interface BroadcastOptions {
  /**
   * The name of the broadcast. A later call with the same name goes on with those whom it has not
   * reached, and one that is made meanwhile waits for the first; a broadcast without a name is not
   * remembered.
   */
  readonly name?: string | undefined
  /**
   * Which contacts get it; all when absent. Those who have opted out get none in any case. It is asked about
   * all before the first message is sent.
   */
  readonly to?: ((contact: T.Contact) => boolean) | undefined
  /** How many messages are sent in a second at most; 5 when absent. */
  readonly perSecond?: number | undefined
  /** Called for each contact, with what became of it. What it throws is logged, and stops nothing. */
  readonly onResult?: ((result: BroadcastResult) => void) | undefined
  /** Cancels it. A later call with the same name resumes it. */
  readonly signal?: AbortSignal | undefined
}

/** What became of a broadcast at one contact. */
export type BroadcastResult =
  /** It is sent. `message.delivered()` waits until the app of the contact has confirmed it. */
  | { readonly outcome: "sent"; readonly contactId: number; readonly message: SentMessage }
  /** It cannot be sent, as when the contact is gone; `error` says why. The next call tries again. */
  | { readonly outcome: "failed"; readonly contactId: number; readonly error: unknown }
  /** The core gave no answer, or the process was killed: perhaps it is sent. It is not sent again. */
  | { readonly outcome: "unknown"; readonly contactId: number }
  | { readonly outcome: "optedOut"; readonly contactId: number }

/** What became of a broadcast: how many contacts had each outcome in this call. */
export interface BroadcastSummary {
  readonly sent: number
  readonly failed: number
  readonly unknown: number
  readonly optedOut: number
  /** Contacts that an earlier call with the same name has reached. */
  readonly reachedBefore: number
  /** False when it was cancelled, or the bot stopped. */
  readonly isComplete: boolean
}

/** What a broadcast works with. */
export interface BroadcastParts {
  readonly api: ChatApi
  readonly outbox: Outbox
  readonly store: BroadcastStore
  readonly userId: number
  /** Aborted when the bot stops. */
  readonly stopping: AbortSignal
  /** `onResult` has failed. */
  readonly onFailure: (error: unknown) => void
}

/** Two calls with one name must not both send to those whom neither has reached. */
const names = new WeakMap<BroadcastStore, KeyedMutex>()

/**
 * Sends something to many contacts, one after the other.
 *
 * @throws {ConfigurationError} when the content or an option is wrong
 */
export async function broadcast(
  parts: BroadcastParts,
  content: string | T.MsgContent,
  options: BroadcastOptions,
): Promise<BroadcastSummary> {
  checkOptions(options, kinds)
  const checked = asContent(content)
  const { name } = options
  if (name === undefined) return run(parts, checked, options)
  const mutex = names.get(parts.store) ?? new KeyedMutex()
  names.set(parts.store, mutex)
  return mutex.run(name, () => run(parts, checked, options))
}

const kinds: OptionKinds<BroadcastOptions> = {
  name: "name",
  to: "function",
  perSecond: "positive",
  onResult: "function",
  signal: "signal",
}

async function run(
  { api, outbox, store, userId, stopping, onFailure }: BroadcastParts,
  content: T.MsgContent,
  { name, to, perSecond = 5, onResult, signal }: BroadcastOptions,
): Promise<BroadcastSummary> {
  const cancelled = signal === undefined ? stopping : AbortSignal.any([signal, stopping])
  const memory = remembered(store, name)
  const counts = { sent: 0, failed: 0, unknown: 0, optedOut: 0, reachedBefore: 0 }
  const report = (result: BroadcastResult) => {
    counts[result.outcome]++
    callBack(onResult, result, onFailure)
  }
  const pace = new Pace(perSecond, cancelled)
  for (const { contactId } of chosen(await api.apiListContacts(userId), to)) {
    if (cancelled.aborted) break
    const status = await memory.status(contactId)
    if (status === "sent") {
      counts.reachedBefore++
      continue
    }
    if (status === "sending") {
      report({ outcome: "unknown", contactId })
      continue
    }
    if (await store.isOptedOut(contactId)) {
      report({ outcome: "optedOut", contactId })
      continue
    }
    await pace.turn()
    if (cancelled.aborted) break
    await memory.set(contactId, "sending")
    const result = await send(outbox, contactId, content)
    // It stays `sending` when it may have been sent.
    if (result.outcome !== "unknown") await memory.set(contactId, result.outcome)
    report(result)
  }
  return { ...counts, isComplete: !cancelled.aborted }
}

function callBack(
  onResult: BroadcastOptions["onResult"],
  result: BroadcastResult,
  onFailure: BroadcastParts["onFailure"],
): void {
  try {
    // An async function fits its type, too.
    const done: unknown = onResult?.(result)
    if (isA(done, Promise)) done.catch(onFailure)
  } catch (error) {
    onFailure(error)
  }
}

/**
 * The contacts that are to get it.
 *
 * @throws {ConfigurationError} for a promise in place of yes or no, which would always be a yes
 */
function chosen(contacts: readonly T.Contact[], to: BroadcastOptions["to"]): T.Contact[] {
  return contacts.filter((contact) => {
    if (contact.activeConn === undefined) return false
    const answer: unknown = to === undefined || to(contact)
    if (!(answer instanceof Promise)) return Boolean(answer)
    answer.catch(() => {})
    throw new ConfigurationError("to", "must answer at once, not with a promise")
  })
}

type Sent = Extract<BroadcastResult, { readonly outcome: "sent" | "failed" | "unknown" }>

async function send(outbox: Outbox, contactId: number, content: T.MsgContent): Promise<Sent> {
  const chat = { chatType: "direct", chatId: contactId } as const
  try {
    const message = await outbox.send(chat, { content }, { connectTimeoutMs: 0 })
    return { outcome: "sent", contactId, message }
  } catch (error) {
    return isUnanswered(error)
      ? { outcome: "unknown", contactId }
      : { outcome: "failed", contactId, error }
  }
}

/** Lets one through at a time, up to a number a second. */
class Pace {
  readonly #betweenMs: number
  readonly #signal: AbortSignal
  #next = performance.now()

  constructor(perSecond: number, signal: AbortSignal) {
    this.#betweenMs = 1000 / perSecond
    this.#signal = signal
  }

  /** Resolves when it is time for the next one, and when the signal is aborted. */
  async turn(): Promise<void> {
    const signal = this.#signal
    do {
      // Also when it is time already: others get their turn in between.
      const ms = Math.min(Math.max(0, this.#next - performance.now()), longestTimeoutMs)
      await sleep(ms, undefined, { signal }).catch(() => {})
    } while (!signal.aborted && this.#next > performance.now())
    this.#next = Math.max(this.#next, performance.now()) + this.#betweenMs
  }
}

/** The statuses of one broadcast; nothing is remembered of one without a name. */
function remembered(store: BroadcastStore, name: string | undefined) {
  if (name === undefined) return { status: () => undefined, set: () => {} }
  return {
    status: (contactId: number) => store.status(name, contactId),
    set: (contactId: number, status: "sending" | "sent" | "failed") =>
      store.set(name, contactId, status),
  }
}

/** Whether the core may have sent it all the same: recorded, 6 of 18 kills left such a message. */
const isUnanswered = (error: unknown): boolean =>
  error instanceof ChatCommandError &&
  (error.perhapsSent || ["dBException", "exception"].includes(error.code))
