import { escape } from "../messages/escape.ts"
import { tap } from "../messages/tap.ts"

/** What is kept of a poll. */
export interface KeptPoll {
  readonly id: number
  /** The chat: `group:1`. */
  readonly chat: string
  /** How votes are given. */
  readonly by: VotesBy
  readonly question: string
  readonly choices: readonly string[]
  /**
   * What each has voted for, by `sender.key`: places of choices, of which the last one counts. People can
   * have several reactions at once, and take them back one by one.
   */
  readonly votes: Readonly<Record<string, readonly number[]>>
  readonly words: PollWords
}

/** By tapping a choice, or by a reaction to the poll. */
export type VotesBy = "choices" | "reactions"

/** The reactions that vote, in the order of the choices: all that the core knows. */
export const voteReactions = ["👍", "👎", "😀", "😂", "😢", "❤", "🚀", "✅"] as const

/** Words in the language of the chat. */
export interface PollWords {
  readonly votes: string
  readonly over: string
}

/** The result of a poll. */
export interface PollResult {
  readonly id: number
  readonly question: string
  /** Each choice with its number of votes, in the order in which they were offered. */
  readonly counts: readonly { readonly choice: string; readonly votes: number }[]
  /** How many have voted. */
  readonly total: number
  /** Whether nothing changes any more. */
  readonly isOver: boolean
}

/** The result as it is now. */
export function resultOf(poll: KeptPoll, isOver: boolean): PollResult {
  const { id, question, choices } = poll
  const votes = Object.values(poll.votes).flatMap((places) => places.at(-1) ?? [])
  const counts = choices.map((choice, at) => ({
    choice,
    votes: votes.filter((vote) => vote === at).length,
  }))
  return { id, question, counts, total: votes.length, isOver }
}

/** The poll as its message shows it: each choice with its count and a button. */
export function pollText(poll: KeptPoll, isOver: boolean): string {
  const { counts, total } = resultOf(poll, isOver)
  const lines = counts.map(({ choice, votes }, at) => {
    const bar = "▪".repeat(total === 0 ? 0 : Math.round((votes / total) * 10))
    const mark = poll.by === "reactions" ? voteReactions[at] : `${at + 1}.`
    const shown = `${mark} ${escape(choice)}: ${votes} ${bar}`.trimEnd()
    const isTapped = !isOver && poll.by === "choices"
    return isTapped ? `${shown} ${tap(`vote ${poll.id} ${at + 1}`)}` : shown
  })
  const last = `${poll.words.votes}: ${total}${isOver ? `. ${poll.words.over}` : ""}`
  return [escape(poll.question), ...lines, last].join("\n")
}
