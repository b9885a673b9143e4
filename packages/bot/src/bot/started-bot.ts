import type { StartedBot } from "../composer/handlers.ts"
import { logError } from "./logging.ts"
import type { Running } from "./running.ts"

/** What the handlers of `onStart` get. */
export function startedBot({ api, identity, identified, inbox, logger }: Running): StartedBot {
  const { user, address } = identified
  return {
    api,
    identity,
    user,
    address,
    signal: inbox.stopping,
    work: async (label, work) => {
      const failed = (error: unknown) => logError(logger, { handler: label }, error, "work failed")
      const outcome = await inbox.work(work, failed)
      if (outcome.type === "failed") failed(outcome.error)
      return outcome
    },
    report: (problem, error) => logError(logger, {}, error, problem),
  }
}
