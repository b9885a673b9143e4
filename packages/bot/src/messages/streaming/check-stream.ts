import { ConfigurationError } from "../../errors.ts"
import type { StreamOptions, TextSource } from "./stream-options.ts"

/** Apps show a live message that changes more often no better, and each change is a message. */
const leastMs = 1000

/**
 * Checks what was given to `stream`, and begins to read it.
 *
 * @param signal aborted when nothing more is read
 * @throws {ConfigurationError} when the source cannot be read, or an option is wrong
 */
export function openSource(
  given: TextSource,
  signal: AbortSignal,
  { everyMs = leastMs, maxSends = 600 }: StreamOptions,
): AnyIterator {
  if (!(typeof everyMs === "number" && everyMs >= leastMs))
    throw new ConfigurationError("everyMs", `must be at least ${leastMs} milliseconds`)
  if (!(typeof maxSends === "number" && maxSends >= 0))
    throw new ConfigurationError("maxSends", "must be a number of 0 or more")
  const source: unknown = typeof given === "function" ? given(signal) : given
  const openable = source as
    Partial<Record<symbol, (this: unknown) => AnyIterator>> | null | undefined
  const open = openable?.[Symbol.asyncIterator] ?? openable?.[Symbol.iterator]
  if (typeof source === "string" || typeof open !== "function") {
    const problem = "takes the texts one after the other: an async generator, a ReadableStream"
    throw new ConfigurationError("stream", problem)
  }
  return open.call(source)
}

export type AnyIterator = AsyncIterator<unknown, unknown> | Iterator<unknown, unknown>
