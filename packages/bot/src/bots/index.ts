export { Bots, type StartedBots } from "./bots.ts"
export type { BotsOptions, GivenToBot } from "./bots-options.ts"
export type { BotsHealth, BotsStatus, MemberHealth } from "./bots-status.ts"
export type { BotOrMaker } from "./bot-run.ts"
