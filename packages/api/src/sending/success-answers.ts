import { answersOf } from "../gen/known-tags.ts"

/**
 * Answers that mean success beside the documented ones: recorded for the first, and from the source of
 * the core for the second, which asks what a link leads to and goes on from there.
 */
const furtherAnswers: Readonly<Record<string, readonly string[]>> = {
  APISetProfileAddress: ["userProfileNoChange"],
  Connect: ["sentInvitationToContact", "startedConnectionToContact", "startedConnectionToGroup"],
}

/** Whether a command succeeded by this answer. One that is not declared can answer anything. */
export function isSuccess(command: string, tag: string): boolean {
  const declared = answersOf[command]
  if (declared === undefined || declared.includes(tag)) return true
  return furtherAnswers[command]?.includes(tag) === true
}
