import { ChatApiError } from "@simplex-chat/api"
import { BotError } from "../errors.ts"
import { isA } from "../is-a.ts"

export type LogLevel = "debug" | "info" | "warn" | "error"

/** Where the bot logs: a logger of pino, or one like it. */
export type Logger = Readonly<Record<LogLevel, (fields: object, message: string) => void>>

export const logLevels: readonly LogLevel[] = ["debug", "info", "warn", "error"]

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }

/** A logger, and the level from which on it logs, which can be changed. */
export interface BotLog {
  readonly logger: Logger
  level: string
}

/** The log of the `logging` option. pino is loaded only when it is used. */
export async function logOf(logging: LogLevel | "silent" | Logger = "info"): Promise<BotLog> {
  if (typeof logging === "object") return logOfLogger(logging)
  if (logging === "silent") return { logger: silent, level: "silent" }
  const { pino } = await import("pino")
  const { isTTY } = process.stdout
  const pretty = isTTY ? (await import("./pretty.ts")).prettyLine : undefined
  const isColored = isTTY && process.stdout.hasColors()
  const destination =
    pretty === undefined
      ? // Not through a thread: what was logged before the end of the process must be there.
        pino.destination({ sync: true })
      : { write: (line: string) => void process.stdout.write(pretty(line, isColored)) }
  const logger = pino({ level: logging, base: { name: "simplex-bot" } }, destination)
  return {
    // It reads all of an error at the level `debug`, getters that throw included.
    logger: withoutThrowing(logger),
    get level() {
      return logger.level
    },
    set level(level) {
      logger.level = level
    },
  }
}

/** A logger of the application: one with a `level`, as of pino, can be changed. */
function logOfLogger(given: Logger): BotLog {
  const logger = withoutThrowing(given)
  const leveled = given as Logger & { level?: unknown }
  return {
    logger,
    get level() {
      return typeof leveled.level === "string" ? leveled.level : "unknown"
    },
    set level(level) {
      if (typeof leveled.level === "string") leveled.level = level
    },
  }
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
