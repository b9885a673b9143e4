export { testBot, type TestBotOptions, type TestWorld } from "./test-bot.ts"
export type { GivenOptions, TestedBot } from "./make-bot.ts"
