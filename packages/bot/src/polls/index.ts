export { Polls, type PollsOptions } from "./polls.ts"
export type { PollOptions } from "./poll-options.ts"
export type { PollResult, VotesBy } from "./poll.ts"
