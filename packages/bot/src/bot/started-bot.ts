import type { StartedBot, WorkOutcome } from "../composer/handlers.ts"
import type { HandlerRunCallbacks } from "../scheduling/handler-run.ts"
import { logError, type Logger } from "./logging.ts"
import type { BotOptions } from "./options.ts"
import type { Running } from "./running.ts"

/** What the handlers of `onStart` get. */
export function startedBot(
  { api, identity, identified, inbox, logger }: Running,
  unhandledRejections: BotOptions["unhandledRejections"],
): StartedBot {
  const { user, address } = identified
  const work = (label: string, work: (signal: AbortSignal) => unknown) =>
    new Promise<WorkOutcome>((resolve) => {
      if (inbox.stopping.aborted) {
        resolve({ type: "interrupted" })
        return
      }
      const logging = otherCallbacks(label, logger, unhandledRejections)
      const callbacks: HandlerRunCallbacks = {
        ...logging,
        onEnd: (outcome, durationMs) => {
          logging.onEnd(outcome, durationMs)
          resolve({ type: outcome.type })
        },
      }
      void inbox.runOther(work, callbacks)
    })
  return {
    api,
    identity,
    user,
    address,
    signal: inbox.stopping,
    work,
    report: (problem, error) => logError(logger, {}, error, problem),
  }
}

/** Logs what fails in code of the application that handles no update. */
export function otherCallbacks(
  handler: string,
  logger: Logger,
  unhandledRejections: BotOptions["unhandledRejections"],
): HandlerRunCallbacks {
  return {
    onEnd: (outcome) => {
      if (outcome.type === "failed")
        logError(logger, { handler }, outcome.error, "a handler failed")
    },
    onStray:
      unhandledRejections === "throw"
        ? undefined
        : (error) => logError(logger, { handler }, error, "a handler did not await what failed"),
  }
}
