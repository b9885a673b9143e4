export { type PollOptions, Polls, type PollsOptions } from "./polls.ts"
export type { PollResult, VotesBy } from "./poll.ts"
