import type { AnyEvent, ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Update } from "../composer/handlers.ts"
import { handlerOf } from "../composer/run.ts"
import type { Corrections } from "../conversations/corrections.ts"
import type { PendingReplies } from "../conversations/pending-replies.ts"
import type { ChatKey } from "../messages/chat-key.ts"
import type { Message, MessageKind } from "../messages/message.ts"
import type { Answering } from "../messages/answering.ts"
import type { HandlerRunner } from "../scheduling/handler-runner.ts"
import { arrivalOf } from "./arrivals.ts"
import { commandOf } from "./command-of.ts"
import type { Edits } from "./edits.ts"
import type { PendingEdits } from "./pending-edits.ts"

/** What deliveries of all chats share. */
export interface DeliveryParts {
  readonly api: ChatApi
  readonly replies: PendingReplies
  readonly corrections: Corrections
  readonly edits: Edits
  readonly pendingEdits: PendingEdits
  readonly runner: HandlerRunner
  readonly makeMessage: (item: T.AChatItem, kind: MessageKind) => Message
  readonly policy: DeliveryPolicy
}

/** Which messages reach handlers at all. */
export interface DeliveryPolicy {
  /** Whether it was sent before the bot joined the group. */
  isHistory(item: T.AChatItem): boolean
  /** Whether some handler wants edits, or history. */
  readonly wanted: { readonly edited: boolean; readonly history: boolean }
  /** Whether it is from another bot, and therefore not handled. */
  isIgnored(item: T.AChatItem): boolean
}

/** Delivers the messages of a chat to the handler that waits for them, or to a new handler run. */
export class Delivery {
  readonly #key: ChatKey
  readonly #parts: DeliveryParts

  constructor(key: ChatKey, parts: DeliveryParts) {
    this.#key = key
    this.#parts = parts
  }

  /**
   * Resolves when the handler is suspended or has ended.
   *
   * @param complete called once the message counts as handled
   */
  async deliver(item: T.AChatItem, complete: () => void): Promise<void> {
    const { policy, replies, runner, edits, makeMessage } = this.#parts
    const isHistory = policy.isHistory(item)
    const isUnwanted = isHistory && !policy.wanted.history
    if (isUnwanted || isHidden(item) || policy.isIgnored(item)) {
      complete()
      return
    }
    const message = makeMessage(item, { isHistory })
    const command = commandOf(message)
    const { reply, resumed } = replies.take(this.#key, message, command !== undefined)
    for (const run of resumed) await run.whenSuspended()
    if (reply === undefined) {
      const done = (update: Update) => {
        edits.handled(message.id, handlerOf(update)?.startsWith("onCommand") === true)
        complete()
      }
      const update = { type: "message", message, command } as const
      return runner.run(update, this.#key, done, this.#answering(message))
    }
    if (reply.run === undefined) complete()
    else {
      reply.run.addReply(complete)
      reply.run.answering = this.#answering(message)
    }
    reply.settle(message)
    await reply.run?.whenSuspended()
  }

  /** Delivers an edit of a message that was handled before. */
  async deliverEdit(item: T.AChatItem): Promise<void> {
    const { policy, corrections, runner, edits, makeMessage } = this.#parts
    const done = () => this.#parts.pendingEdits.done(item.chatItem.meta.itemId)
    if (policy.isHistory(item) || policy.isIgnored(item)) return done()
    const message = makeMessage(item, { isEdit: true })
    if (corrections.take(message)) return done()
    const command = commandOf(message)
    const isCorrection = command !== undefined && edits.takeCorrection(message.id)
    if (!isCorrection && !policy.wanted.edited) return done()
    const update = { type: "message", message, command, isCorrection } as const
    await runner.run(update, this.#key, done, this.#answering(message))
  }

  #answering({ item, sender, text }: Message): Answering {
    const from = sender.type === "member" ? sender.key : this.#key
    const isInGroup = item.chatInfo.type === "group"
    return { text, sender: from, isInGroup, arrivedAt: arrivalOf(item) }
  }

  deliverEvent(event: AnyEvent): Promise<void> {
    const { api, runner } = this.#parts
    return runner.run({ type: "event", event, api }, this.#key, () => {})
  }
}

/** Whether the core hid it on arrival, such as a blocked member's message. A catch-up skips it as well. */
const isHidden = ({ chatItem }: T.AChatItem): boolean => chatItem.meta.itemDeleted !== undefined
