import type { Bot } from "./bot.ts"

/** Whether it is a bot, by what it can do: a file may have another copy of this package. */
export const isBot = (value: unknown): value is Bot =>
  typeof value === "object" &&
  value !== null &&
  ["start", "stop", "run"].every((name) => typeof Reflect.get(value, name) === "function") &&
  typeof Reflect.get(value, "options") === "object"
