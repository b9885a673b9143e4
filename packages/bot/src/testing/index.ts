export { testBot, type TestBotOptions, type TestWorld } from "./test-bot.ts"
export { type BotsWorld, testBots, type TestBotsOptions, type TestedBots } from "./test-bots.ts"
export type { GivenOptions, TestedBot } from "./make-bot.ts"
