import { Cron } from "croner"
import { ConfigurationError } from "../errors.ts"
import type { Repetition } from "./store.ts"

/**
 * When a pattern matches next, in milliseconds since 1970; undefined when it never does. A time that
 * summer time leaves out is moved to when it begins, and one that comes twice counts once.
 *
 * @param afterMs the time comes after this one
 * @throws {ConfigurationError} when the pattern or the time zone cannot be read
 */
export function nextTime({ pattern, timeZone }: Repetition, afterMs: number): number | undefined {
  try {
    Intl.DateTimeFormat("en", { timeZone })
  } catch (error) {
    const problem = 'must be the name of a time zone, such as "Europe/Berlin" or "UTC"'
    throw new ConfigurationError("timeZone", problem, { cause: error })
  }
  try {
    const cron = new Cron(pattern, { timezone: timeZone, paused: true })
    return cron.nextRun(new Date(afterMs))?.getTime()
  } catch (error) {
    const problem = 'must be a cron pattern, such as "0 9 * * 1" for Mondays at nine'
    throw new ConfigurationError("pattern", problem, { cause: error })
  }
}
