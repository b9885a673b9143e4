import type { T } from "@simplex-chat/types"
import { ChatEventError } from "../errors.ts"
import type { Tagged } from "../wire/envelope.ts"

/** What to report of an update of the profile: the core answers that it succeeded also when it reached no contact. */
export function profileNotSent(answer: Tagged): ChatEventError | undefined {
  if (answer.type !== "userProfileUpdated") return undefined
  const summary = answer["updateSummary"] as Partial<T.UserProfileUpdateSummary> | undefined
  const { updateSuccesses = 0, updateFailures = 0 } = summary ?? {}
  if (updateFailures === 0) return undefined
  const all = updateSuccesses + updateFailures
  const problem = `the new profile did not reach ${updateFailures} of ${all} contacts`
  return new ChatEventError("profileNotSent", problem)
}
