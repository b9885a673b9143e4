import { checkOptions } from "../checks.ts"
import { ConfigurationError, WaitError } from "../errors.ts"
import type { MessageContext } from "../composer/handlers.ts"
import type { Message } from "../messages/message.ts"

export interface AlbumOptions {
  /** How long to wait for another picture after each one, in milliseconds; 1,500 when absent. */
  readonly waitMs?: number | undefined
  /** How many pictures there are at most; 20 when absent. What follows is the next album. */
  readonly max?: number | undefined
}

/** A picture or a video. */
type Medium = Message<"image" | "video">

/**
 * Handles pictures and videos that a person sends together as one. They arrive one by one (recorded: as
 * three events within 60 ms, with the time of one second), so the first one waits for those that follow
 * it. What else arrives meanwhile goes to its handler, and pictures of others are albums of their own.
 * After a kill before the handler has ended, the whole album comes again.
 *
 * ```ts
 * bot.onMessage({ contentType: ["image", "video"] }, album(async ([first, ...more]) => {
 *   await first.reply(`${1 + more.length} pictures`)
 * }))
 * ```
 *
 * @param handler gets the pictures in the order in which they were sent, and the context of the first
 * @throws {ConfigurationError} when an option is wrong
 */
export function album<In extends Medium, Context extends MessageContext>(
  handler: (pictures: readonly [In, ...Medium[]], context: Context) => unknown,
  options: AlbumOptions = {},
): (message: In, context: Context) => Promise<void> {
  if (typeof handler !== "function")
    throw new ConfigurationError("album", "takes a function that handles the pictures")
  checkOptions(options, { waitMs: "ms", max: "count" })
  const { waitMs = 1_500, max = 20 } = options
  return async (first, context) => {
    const pictures: [In, ...Medium[]] = [first]
    while (pictures.length < max) {
      const next = await nextAfter(pictures.at(-1) ?? first, first, waitMs)
      if (next === undefined) break
      pictures.push(next)
    }
    await handler(pictures, context)
  }
}

/** How far apart the times of two pictures of an album may be: servers stamp whole seconds. */
const apartMs = 2_000

/** The next picture that was sent with the last one; undefined when none comes. */
async function nextAfter(
  last: Message,
  first: Message,
  timeoutMs: number,
): Promise<Medium | undefined> {
  const isTogether = ({ sentAt }: Message) =>
    Math.abs(sentAt.getTime() - last.sentAt.getTime()) <= apartMs
  try {
    const contentType = ["image", "video"] as const
    return await first.waitFor({ contentType, when: isTogether }, { timeoutMs })
  } catch (error) {
    if (error instanceof WaitError && error.code === "timeout") return undefined
    throw error
  }
}
