/** A line of the log: a command, an answer or an event of a core, or something of the bot. */
export interface RecordRow {
  readonly id: number
  readonly atMs: number
  /** `bot` or the id of a person. */
  readonly core: string
  readonly kind: "command" | "answer" | "event" | "log" | "output" | "run"
  /** The name of the command, the tag of the answer or event, the message of the log. */
  readonly title: string
  /** Whether it reports a failure. */
  readonly failed: boolean
}

/** A record with its content. */
export interface RecordDetail extends RecordRow {
  /** The text of a command or an output; the stack of what a log line reports. */
  readonly text?: string | undefined
  /** The parsed answer or event, the fields of a log line. */
  readonly json?: unknown
  /** The type of `json` in the schema: `newChatItems` of the events. */
  readonly schema?:
    { readonly of: "responses" | "events" | "types"; readonly tag: string } | undefined
  readonly run?: RunReport | undefined
}

/** What belongs to one message, in the order in which it happened. */
export interface Inspection {
  readonly records: readonly RecordDetail[]
}

/** A handler that ran in the bot, and what it did. */
export interface RunReport {
  /** Runs are counted in each process of the bot. */
  readonly id: number
  /** Empty when no handler matched. */
  readonly handlers: readonly HandlerReport[]
  /** The command, the kind of the message, or the tag of the event. */
  readonly update: string
  /** The message in the bot's core, and as all cores know it; absent for events. */
  readonly sharedId?: string | undefined
  readonly itemId?: number | undefined
  readonly outcome: "running" | "done" | "failed" | "interrupted"
  readonly durationMs?: number | undefined
  /** What was thrown, with its stack. */
  readonly error?: string | undefined
  readonly checkpoint?:
    | {
        readonly before: CheckpointReport | undefined
        readonly after: CheckpointReport | undefined
      }
    | undefined
  readonly sessions: readonly SessionChange[]
}

export interface HandlerReport {
  /** `onCommand help`. */
  readonly label: string
  readonly durationMs: number
  readonly error?: string | undefined
}

/** All messages up to `upTo` are handled, and those of the ranges. */
export interface CheckpointReport {
  readonly upTo: number
  readonly ranges: readonly (readonly [first: number, last: number])[]
}

/** What a handler did to a session: both as JSON values. */
export interface SessionChange {
  readonly key: string
  readonly before: unknown
  readonly after: unknown
}
