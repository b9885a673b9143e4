import { ChatApiError } from "@simplex-chat/api"
import { BotError } from "../errors.ts"

export type LogLevel = "debug" | "info" | "warn" | "error"

/** Where the bot logs: a logger of pino, or one like it. */
export type Logger = Readonly<Record<LogLevel, (fields: object, message: string) => void>>

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }

/** The logger of the `logging` option. pino is loaded only when it is used. */
export async function loggerOf(logging: LogLevel | "silent" | Logger = "info"): Promise<Logger> {
  if (typeof logging === "object") return logging
  if (logging === "silent") return silent
  const { pino } = await import("pino")
  // Not through a thread: what was logged before the end of the process must be there.
  const destination = pino.destination({ sync: true })
  const logger: Logger = pino({ level: logging, base: { name: "simplex-bot" } }, destination)
  return logger
}

/**
 * An error as fields of a log line. Its message only when it cannot quote what somebody wrote: that
 * of our own errors, and of mistakes in the code.
 */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "))
  const isClean =
    error instanceof BotError ||
    error instanceof ChatApiError ||
    error instanceof TypeError ||
    error instanceof ReferenceError
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {}
  const message = isClean ? { message: error.message } : {}
  return { error: error.name, ...code, ...message, at: frames.map((frame) => frame.trim()) }
}
