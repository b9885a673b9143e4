import type { OptionKinds } from "@simplex-chat/core"
import { checkOptions } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { type VotesBy, voteReactions } from "./poll.ts"

/** What is asked. */
export interface PollOptions {
  readonly question: string
  /** Two or more; up to eight when votes are reactions. */
  readonly choices: readonly string[]
  /**
   * How votes are given: by tapping a choice, when absent, or by `reactions` to the poll, which add nothing
   * to the chat.
   */
  readonly by?: VotesBy | undefined
  /** After how many milliseconds it ends; it stays open when absent, until `close`. */
  readonly endsInMs?: number | undefined
}

const pollKinds: OptionKinds<PollOptions> = {
  question: "name",
  choices: "any",
  by: ["choices", "reactions"],
  endsInMs: "ms",
}

/** @throws {ConfigurationError} for the first that is wrong */
export function checkPoll(poll: PollOptions): void {
  checkOptions(poll, pollKinds, { name: "poll" })
  const { question, choices, by = "choices" } = poll
  if (typeof question !== "string" || question.trim() === "")
    throw new ConfigurationError("question", "must be a text that is not empty")
  const isList = Array.isArray(choices as unknown) && choices.length >= 2
  if (!isList || !choices.every((one) => typeof one === "string" && one.trim() !== ""))
    throw new ConfigurationError("choices", 'must be two texts or more: ["tea", "coffee"]')
  if (new Set(choices).size < choices.length)
    throw new ConfigurationError("choices", "two of them are the same")
  if (by === "reactions" && choices.length > voteReactions.length)
    throw new ConfigurationError("choices", `there are reactions for ${voteReactions.length} only`)
}
