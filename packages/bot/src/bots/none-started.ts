import { ChatApiError } from "@simplex-chat/api"
import { BotError } from "../errors.ts"

/** Why no bot runs: what the only one failed with, or what they all did. */
export function noneStarted(failed: ReadonlyMap<string, unknown>): Error {
  const errors = [...failed]
  const [first] = errors
  if (errors.length === 1 && first?.[1] instanceof Error) return first[1]
  const names = [...failed.keys()].join(", ")
  const why = errors.map(([name, error]) => `\n  ${name}: ${problemOf(error)}`).join("")
  const causes = new AggregateError([...failed.values()], "none of the bots started")
  return new BotError(`no bot could be started, of ${names}:${why}`, { cause: causes })
}

/** What others throw can quote what people wrote. */
const problemOf = (error: unknown): string =>
  error instanceof BotError || error instanceof ChatApiError
    ? error.message
    : error instanceof Error
      ? error.name
      : "no error"
