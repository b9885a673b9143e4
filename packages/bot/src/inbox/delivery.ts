import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { PendingReplies } from "../conversations/pending-replies.ts"
import type { ChatKey } from "../messages/chat-key.ts"
import type { Message } from "../messages/message.ts"
import type { HandlerRunner } from "../scheduling/handler-runner.ts"
import { commandOf } from "./command-of.ts"

/** Delivers the messages of a chat to the handler that waits for them, or to a new handler run. */
export class Delivery {
  readonly #key: ChatKey
  readonly #replies: PendingReplies
  readonly #runner: HandlerRunner
  readonly #makeMessage: (item: T.AChatItem) => Message

  constructor(
    key: ChatKey,
    replies: PendingReplies,
    runner: HandlerRunner,
    makeMessage: (item: T.AChatItem) => Message,
  ) {
    this.#key = key
    this.#replies = replies
    this.#runner = runner
    this.#makeMessage = makeMessage
  }

  /**
   * Resolves when the handler is suspended or has ended.
   *
   * @param complete called once the message counts as handled
   */
  async deliver(item: T.AChatItem, complete: () => void): Promise<void> {
    const message = this.#makeMessage(item)
    const reply = this.#replies.take(this.#key, message)
    if (reply === undefined) {
      const command = commandOf(message)
      return this.#runner.run({ type: "message", message, command }, complete)
    }
    if (reply.run === undefined) complete()
    else reply.run.addReply(complete)
    reply.settle(message)
    await reply.run?.whenSuspended()
  }

  deliverEvent(event: AnyEvent): Promise<void> {
    return this.#runner.run({ type: "event", event }, () => {})
  }
}
