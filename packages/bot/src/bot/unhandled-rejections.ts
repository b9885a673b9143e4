import { ChatApiError } from "@simplex-chat/api"
import { BotError, ConfigurationError } from "../errors.ts"
import { isA } from "../is-a.ts"
import { currentRun } from "../scheduling/handler-run.ts"

/** Reports a rejection that nothing handled. */
type Report = (error: unknown) => void

/** The bots that log such rejections. */
const reports = new Set<Report>()

/**
 * Logs rejections that are left unhandled by a forgotten `await`, in place of ending the process:
 * those of code that a handler of this bot has started, which it reports with the handler's name, and
 * those of the bot's own calls elsewhere, such as `bot.send` in a timer. Others end the process, as
 * they do without a bot.
 *
 * @returns ends it
 */
export function logUnhandledRejections(report: Report): () => void {
  if (reports.size === 0) process.on("unhandledRejection", onRejection)
  reports.add(report)
  return () => {
    reports.delete(report)
    if (reports.size === 0) process.off("unhandledRejection", onRejection)
  }
}

function onRejection(reason: unknown): void {
  // Node runs this in the context in which the rejected promise was made.
  const run = currentRun.getStore()
  if (run?.reportStray(reason) === true) return
  const [report] = reports
  if (report !== undefined && isOurs(reason)) return report(reason)
  // Another listener decides; without one, the process ends, as it would without ours.
  if (process.listenerCount("unhandledRejection") > 1) return
  throw reason
}

/** What the calls of a bot reject with; a wrong configuration is for the caller to see at once. */
const isOurs = (reason: unknown): boolean =>
  isA(reason, ChatApiError) || (isA(reason, BotError) && !isA(reason, ConfigurationError))
