import type { OptionKinds } from "@simplex-chat/core"
import { sendKinds, type SendOptions } from "../outgoing.ts"

/**
 * Where a streamed text comes from: a generator, a `ReadableStream` of texts, or a function that makes
 * one. The function gets a signal, which is aborted when nothing more is read: give it to `fetch`.
 */
export type TextSource = Texts | ((signal: AbortSignal) => Texts)

type Texts = AsyncIterable<string> | Iterable<string>

/** How to stream an answer. */
export interface StreamOptions extends SendOptions {
  /** How often the message may grow, in milliseconds; 1,000 when absent, which is the least. */
  readonly everyMs?: number | undefined
  /**
   * How many sends the message may cost while it grows, counting one for each member of a group and
   * each update; 600 when absent. The rest then comes at once, when the source ends.
   */
  readonly maxSends?: number | undefined
  /**
   * How many characters the answer may have, over all its messages; 100,000 when absent, which is about seven
   * messages. Then the source is ended: some models never end by themselves.
   */
  readonly maxLength?: number | undefined
  /** What is appended when the source fails, is ended, or the bot stops; ` …` when absent. */
  readonly cut?: string | undefined
  /** Whether it quotes the message that it answers; false when absent. */
  readonly quote?: boolean | undefined
}

export const streamKinds: OptionKinds<StreamOptions> = {
  ...sendKinds,
  everyMs: "any",
  maxSends: "any",
  maxLength: "count",
  cut: "text",
  quote: "flag",
}

/** What ends a stream before its source does. */
export interface Endings {
  /** Aborted when the bot stops. */
  readonly stopping: AbortSignal
  /** Aborted when the handler may not go on. */
  readonly handler: AbortSignal | undefined
  /** The bot stops: the message that is handled comes again. Returns what to throw. */
  readonly interrupt: () => Error
}
