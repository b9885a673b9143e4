import { performance } from "node:perf_hooks"
import type { Middleware } from "../composer/handlers.ts"
import { ConfigurationError } from "../errors.ts"
import type { Message } from "../messages/message.ts"
import { type Per, stateKey } from "./keys.ts"

export interface RateLimitOptions {
  /** How many messages are let through in a window. */
  readonly limit: number
  /** The length of a window, in milliseconds. It begins with the first message. */
  readonly windowMs: number
  /** Whose messages are counted together: those of a sender, when absent, or of a chat. */
  readonly per?: Per | undefined
  /** Called for the first message of a window that is too many; the others are dropped in silence. */
  readonly onLimited?: ((message: Message) => unknown) | undefined
}

/**
 * Middleware that drops messages of those who write too many. Events pass.
 *
 * ```ts
 * bot.use(rateLimit({ limit: 20, windowMs: 60_000, onLimited: (message) => message.reply("Slowly!") }))
 * ```
 *
 * @throws {ConfigurationError} for a limit or a window that is not a positive number
 */
export function rateLimit(options: RateLimitOptions, now = () => performance.now()): Middleware {
  if (typeof options !== "object" || (options as unknown) === null)
    throw new ConfigurationError("rateLimit", "takes { limit: 20, windowMs: 60_000 }")
  const { limit, windowMs, per = "sender", onLimited } = options
  if (!(limit >= 1)) throw new ConfigurationError("limit", "must be a number of at least 1")
  if (!(windowMs > 0)) throw new ConfigurationError("windowMs", "must be a number above 0")
  const windows = new Map<string, { readonly end: number; count: number }>()
  return (update, next) => {
    // What was sent before the bot joined a group is not for it.
    if (update.type !== "message" || update.message.isHistory) return next()
    const time = now()
    // In the order in which they end: all windows are equally long.
    for (const [key, { end }] of windows) {
      if (end > time) break
      windows.delete(key)
    }
    const key = stateKey(update.message, per)
    const window = windows.get(key) ?? { end: time + windowMs, count: 0 }
    windows.set(key, window)
    window.count++
    if (window.count <= limit) return next()
    return window.count === Math.floor(limit) + 1 ? onLimited?.(update.message) : undefined
  }
}
