import type { Core } from "@simplex-chat/api"
import { errorSuffix, type Logger } from "./logging.ts"
import type { BotOptions } from "./options.ts"

/** Takes what went wrong, in words. */
export type ReportProblem = (problem: string) => void

/** Where problems go besides the log: a core for tests shows them when a test fails. */
export function problemsOf({ db }: BotOptions): ReportProblem | undefined {
  if (!("sendCommand" in db) || db.reportProblem === undefined) return undefined
  const core: Core = db
  return (problem) => core.reportProblem?.(problem)
}

/** Reports errors in full and warnings, and logs as before. Messages of tests may be shown. */
export function reportingLogger(logger: Logger, report: ReportProblem): Logger {
  return {
    ...logger,
    // Errors come here with all that they say; see `logError`.
    debug: (fields, message) => {
      if ("err" in fields && message.endsWith(errorSuffix))
        report(describe(fields, message.slice(0, -errorSuffix.length)))
      logger.debug(fields, message)
    },
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => {
      if (!expected.has(message)) report(`${message} ${JSON.stringify(fields)}`)
      logger.warn(fields, message)
    },
    error: (fields, message) => logger.error(fields, message),
  }
}

/** What most tests do on purpose. */
const expected: ReadonlySet<string> = new Set([
  "without stateFile, the bot forgets what it has handled when its process ends",
])

/** `a handler failed (onCommand add): TypeError: x is undefined`, and where. */
function describe(fields: object, message: string): string {
  const { err, handler, event } = fields as Record<"err" | "handler" | "event", unknown>
  const place = [handler, event].filter((part) => typeof part === "string").join(", ")
  return `${message}${place === "" ? "" : ` (${place})`}: ${inWords(err)}`
}

/** What was thrown, with the line of the application that threw it. It can be anything. */
export function inWords(error: unknown): string {
  try {
    return described(error)
  } catch {
    return "something that cannot be read"
  }
}

function described(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const frame = error.stack
    ?.split("\n")
    .find((line) => line.startsWith("    at ") && !/node:|node_modules/.test(line))
  return `${error.name}: ${error.message}${frame === undefined ? "" : `\n${frame}`}`
}
