import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import type { Bot } from "../bot/bot.ts"
import type { BotOptions } from "../bot/options.ts"
import { CommandLineError } from "./command-line-error.ts"

/** What the command line gives to a function that makes a bot. */
export type GivenOptions = Pick<BotOptions, "db" | "logging">

/**
 * Imports a file and takes the bot that is its default export, or that the function which is its
 * default export makes with these options. Node itself strips the types of TypeScript.
 *
 * @throws {CommandLineError} when there is no such file or bot, and what the file throws
 */
export async function loadBot(file: string, given: GivenOptions): Promise<Bot> {
  const path = resolve(file)
  if (!existsSync(path)) throw new CommandLineError(`${path}: there is no such file`)
  const module = (await import(pathToFileURL(path).href)) as { default?: unknown }
  const exported = module.default
  const bot: unknown =
    typeof exported === "function"
      ? await (exported as (options: GivenOptions) => unknown)(given)
      : exported
  if (!isBot(bot)) {
    const what = exported === undefined ? "has no default export" : "exports something else"
    throw new CommandLineError(
      `${path} ${what}: export default a Bot, or a function that takes { db, logging } and gives one. ` +
        `A file that calls bot.run() itself is started by: node ${file}`,
    )
  }
  return bot
}

/** By what it can do: the project of the file may have another copy of this package. */
const isBot = (value: unknown): value is Bot =>
  typeof value === "object" &&
  value !== null &&
  ["start", "stop", "run"].every((name) => typeof Reflect.get(value, name) === "function") &&
  typeof Reflect.get(value, "options") === "object"
