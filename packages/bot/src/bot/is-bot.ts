import type { Bot } from "./bot.ts"

/** Whether it is a bot, by what it can do: a file may have another copy of this package. */
export const isBot = (value: unknown): value is Bot => can(value, ["start", "stop", "run", "send"])

/** Whether it can do all this, and has options. */
export const can = (value: unknown, verbs: readonly string[]): boolean =>
  typeof value === "object" &&
  value !== null &&
  verbs.every((name) => typeof Reflect.get(value, name) === "function") &&
  typeof Reflect.get(value, "options") === "object"
