import type { OptionKinds } from "@simplex-chat/core"
import { checkOptions } from "../checks.ts"
import { performance } from "node:perf_hooks"
import type { Middleware } from "../composer/handlers.ts"
import { ConfigurationError } from "../errors.ts"
import type { Message } from "../messages/message.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import { type Per, stateKey, pers } from "./keys.ts"
import { checkStorage, type Storage } from "./storage.ts"

export interface RateLimitOptions {
  /** How many messages are let through in a window. */
  readonly limit: number
  /** The length of a window, in milliseconds. It begins with the first message. */
  readonly windowMs: number
  /** Whose messages are counted together: those of a sender, when absent, or of a chat. */
  readonly per?: Per | undefined
  /** Called for the first message of a window that is too many; the others are dropped in silence. */
  readonly onLimited?: ((message: Message) => unknown) | undefined
  /**
   * Where counts are kept; in memory when absent. A storage on a server counts on when a chat moves to
   * another worker. It keeps one value for each sender or chat.
   */
  readonly storage?: Storage | undefined
  /** Distinguishes different limits in one storage; `rate` when absent. */
  readonly name?: string | undefined
}

interface Window {
  readonly end: number
  readonly count: number
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
export function rateLimit(
  options: RateLimitOptions,
  now = options?.storage === undefined ? () => performance.now() : Date.now,
): Middleware {
  checkOptions(options, kinds, { name: "rateLimit" })
  const { limit, windowMs, per = "sender", onLimited, storage, name = "rate" } = options
  if (!(typeof limit === "number" && limit >= 1))
    throw new ConfigurationError("limit", "must be a number of at least 1")
  if (!(typeof windowMs === "number" && windowMs > 0))
    throw new ConfigurationError("windowMs", "must be a number above 0")
  const counter = storage === undefined ? inMemory(windowMs) : inStorage(storage, windowMs, name)
  return async (update, next) => {
    // What was sent before the bot joined a group is not for it.
    if (update.type !== "message" || update.message.isHistory) return next()
    const { message } = update
    const counted = counter(message, stateKey(message, per), now())
    const count = typeof counted === "number" ? counted : await counted
    if (count <= limit) return next()
    return count === Math.floor(limit) + 1 ? onLimited?.(message) : undefined
  }
}

const kinds: OptionKinds<RateLimitOptions> = {
  limit: "any",
  windowMs: "any",
  per: pers,
  onLimited: "function",
  storage: "any",
  name: "name",
}

/** Counts a message; gives how many there were in the window. */
type Counter = (message: Message, key: string, time: number) => number | Promise<number>

function inMemory(windowMs: number): Counter {
  const windows = new Map<string, Window>()
  return (_, key, time) => {
    // In the order in which they end: all windows are equally long.
    for (const [key, { end }] of windows) {
      if (end > time) break
      windows.delete(key)
    }
    const { end, count } = windows.get(key) ?? { end: time + windowMs, count: 0 }
    windows.set(key, { end, count: count + 1 })
    return count + 1
  }
}

function inStorage(storage: Storage, windowMs: number, name: string): Counter {
  checkStorage(storage)
  const mutex = new KeyedMutex()
  return (message, sender, time) => {
    const own = storage.inDatabase === true ? sender : `${message.botIdentity}/${sender}`
    const key = `${name}/${own}`
    return mutex.run(key, async () => {
      const stored = (await storage.get(key)) as Window | undefined
      // A window that ends later than one from now does was begun by a clock that was ahead.
      const isOver = stored === undefined || stored.end <= time || stored.end > time + windowMs
      const { end, count } = isOver ? { end: time + windowMs, count: 0 } : stored
      await storage.set(key, { end, count: count + 1 })
      return count + 1
    })
  }
}
