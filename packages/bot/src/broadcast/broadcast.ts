import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { performance } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"
import { ConfigurationError } from "../errors.ts"
import type { Outbox } from "../messages/outbox.ts"
import { asContent } from "../messages/outgoing.ts"
import type { SentMessage } from "../messages/sent-message.ts"
import type { BroadcastStore } from "./broadcast-store.ts"

/** How to broadcast. */
export interface BroadcastOptions {
  /**
   * The name of the broadcast. A later call with the same name goes on with those whom it has not
   * reached; a broadcast without a name is not remembered.
   */
  readonly name?: string | undefined
  /** Which contacts get it; all when absent. Those who have opted out get none in any case. */
  readonly to?: ((contact: T.Contact) => boolean) | undefined
  /** How many messages are sent in a second at most; 5 when absent. */
  readonly perSecond?: number | undefined
  /** Called for each contact, with what became of it. What it throws cancels the broadcast. */
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
}

/**
 * Sends something to many contacts, one after the other.
 *
 * @throws {ConfigurationError} when the content or an option is wrong
 */
export async function broadcast(
  { api, outbox, store, userId, stopping }: BroadcastParts,
  content: string | T.MsgContent,
  options: BroadcastOptions,
): Promise<BroadcastSummary> {
  const { to = () => true, perSecond = 5, onResult, signal } = options
  if (!(typeof perSecond === "number" && perSecond > 0))
    throw new ConfigurationError("perSecond", "must be a number above 0")
  if (typeof to !== "function") throw new ConfigurationError("to", "must be a function")
  if (!["undefined", "string"].includes(typeof options.name) || options.name === "")
    throw new ConfigurationError("name", "must be a text that is not empty")
  const checked = asContent(content)
  const cancelled = signal === undefined ? stopping : AbortSignal.any([signal, stopping])
  const memory = remembered(store, options.name)
  const counts = { sent: 0, failed: 0, unknown: 0, optedOut: 0, reachedBefore: 0 }
  const report = (result: BroadcastResult) => {
    counts[result.outcome]++
    onResult?.(result)
  }
  let next = performance.now()
  for (const contact of await api.apiListContacts(userId)) {
    if (cancelled.aborted) break
    if (contact.activeConn === undefined || !to(contact)) continue
    const { contactId } = contact
    const status = await memory.status(contactId)
    if (status === "sent") {
      counts.reachedBefore++
    } else if (status === "sending") {
      report({ outcome: "unknown", contactId })
    } else if (await store.isOptedOut(contactId)) {
      report({ outcome: "optedOut", contactId })
    } else {
      await sleep(Math.max(0, next - performance.now()), undefined, { signal: cancelled }).catch(
        () => {},
      )
      if (cancelled.aborted) break
      next = Math.max(next, performance.now()) + 1000 / perSecond
      await memory.set(contactId, "sending")
      const chat = { chatType: "direct", chatId: contactId } as const
      try {
        const outgoing = { content: checked }
        const message = await outbox.send(chat, outgoing, { connectTimeoutMs: 0 })
        await memory.set(contactId, "sent")
        report({ outcome: "sent", contactId, message })
      } catch (error) {
        if (isUnanswered(error)) {
          report({ outcome: "unknown", contactId })
        } else {
          await memory.set(contactId, "failed")
          report({ outcome: "failed", contactId, error })
        }
      }
    }
  }
  return { ...counts, isComplete: !cancelled.aborted }
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
