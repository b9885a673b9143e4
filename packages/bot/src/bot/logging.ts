import { ChatApiError } from "@simplex-chat/api"
import { BotError } from "../errors.ts"
import { isA } from "../is-a.ts"

export type LogLevel = "debug" | "info" | "warn" | "error"

/** Where the bot logs: a logger of pino, or one like it. */
export type Logger = Readonly<Record<LogLevel, (fields: object, message: string) => void>>

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }

/** The logger of the `logging` option. pino is loaded only when it is used. */
export async function loggerOf(logging: LogLevel | "silent" | Logger = "info"): Promise<Logger> {
  if (typeof logging === "object") return withoutThrowing(logging)
  if (logging === "silent") return silent
  const { pino } = await import("pino")
  // Not through a thread: what was logged before the end of the process must be there.
  const destination = pino.destination({ sync: true })
  const logger: Logger = pino({ level: logging, base: { name: "simplex-bot" } }, destination)
  // It reads all of an error at the level `debug`, getters that throw included.
  return withoutThrowing(logger)
}

/** A logger that fails must not end the bot, or hold up a chat. */
function withoutThrowing(logger: Logger): Logger {
  const safely = (level: LogLevel): Logger[LogLevel] => {
    const failed = () => {
      process.emitWarning(`the logger failed at the level ${level}`, "BotWarning")
    }
    return (fields, message) => {
      try {
        // An async function fits its type, too.
        const done: unknown = logger[level](fields, message)
        if (isA(done, Promise)) done.catch(failed)
      } catch {
        failed()
      }
    }
  }
  return {
    debug: safely("debug"),
    info: safely("info"),
    warn: safely("warn"),
    error: safely("error"),
  }
}

/** Ends the debug line that has all of an error. */
export const errorSuffix = ": all of it"

/** Logs an error. Its message only at the level `debug`: it can quote what people wrote. */
export function logError(logger: Logger, fields: object, error: unknown, message: string): void {
  logger.error({ ...fields, ...readable(error) }, message)
  logger.debug({ ...fields, err: error }, `${message}${errorSuffix}`)
}

/** What was thrown can be anything, getters that throw included. */
function readable(error: unknown): object {
  try {
    return errorFields(error)
  } catch {
    return { error: "unreadable" }
  }
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
function framesOf(error: Error): string[] {
  const { stack, message } = error as { stack: unknown; message: unknown }
  if (typeof stack !== "string" || typeof message !== "string") return []
  const end = stack.indexOf(message)
  if (end === -1) return []
  const lines = stack.slice(end + message.length).split("\n")
  return lines.filter((line) => line.startsWith("    at ")).map((line) => line.trim())
}
