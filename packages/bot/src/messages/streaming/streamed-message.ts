import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { SentMessage } from "../sent-message.ts"

/** What became of a streamed answer. */
export interface StreamOutcome {
  /**
   * False when the chat, or the message, was deleted before the source had ended, or when it said more than
   * `maxLength`.
   */
  readonly isComplete: boolean
  /** How many sends it cost: one for each member of a group and each update. */
  readonly sends: number
}

/** A streamed answer: one message, or several where it was too long for one. */
export class StreamedMessage extends SentMessage implements StreamOutcome {
  readonly isComplete: boolean
  readonly sends: number

  /** @internal */
  constructor(api: ChatApi, items: readonly T.AChatItem[], { isComplete, sends }: StreamOutcome) {
    super(api, items)
    this.isComplete = isComplete
    this.sends = sends
  }
}
