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

/** Logs an error: what it says only at the level `debug`, since it can quote what somebody wrote. */
export function logError(logger: Logger, fields: object, error: unknown, message: string): void {
  logger.error({ ...fields, ...errorFields(error) }, message)
  logger.debug({ ...fields, err: error }, `${message}: all of it`)
}

/** An error as fields of a log line: what it is and where it came from; what it says if it is ours. */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {}
  // Others quote what they were given: `fetch` does in a TypeError, as do `in` and `JSON.parse`.
  const isOurs = error instanceof BotError || error instanceof ChatApiError
  const message = isOurs ? { message: error.message } : {}
  return { error: error.name, ...code, ...message, at: framesOf(error) }
}

/** The lines of the stack below the message, which can have lines that look like them. */
function framesOf({ stack = "", message }: Error): string[] {
  const end = stack.indexOf(message)
  if (end === -1) return []
  const lines = stack.slice(end + message.length).split("\n")
  return lines.filter((line) => line.startsWith("    at ")).map((line) => line.trim())
}
