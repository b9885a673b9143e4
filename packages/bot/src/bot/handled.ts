import type { ContentKind } from "../messages/kinds.ts"

/** What became of a message or an event: for metrics, with nothing of what it said. */
export interface Handled {
  readonly type: "message" | "command" | "event"
  /** The kind of content, or the tag of the event. */
  readonly kind: ContentKind | (string & {})
  /** `interrupted`: the bot stopped meanwhile, and it will come again. */
  readonly outcome: "done" | "failed" | "interrupted"
  /** From its begin to its end, waiting included, in milliseconds. */
  readonly durationMs: number
}
