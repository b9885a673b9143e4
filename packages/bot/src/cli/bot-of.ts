import { statSync } from "node:fs"
import { extname, resolve } from "node:path"
import type { Bot } from "../bot/bot.ts"
import { can, isBot } from "../bot/is-bot.ts"
import type { Bots } from "../bots/index.ts"
import type { BotOptions } from "../bot/options.ts"
import { CommandLineError } from "./command-line-error.ts"

/** What the command line gives to a function that makes a bot. */
export type GivenOptions = Pick<BotOptions, "db" | "logging">

/**
 * @returns its absolute path
 * @throws {CommandLineError} when there is no such file, or it is no program
 */
export function existingFile(file: string): string {
  const path = resolve(file)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new CommandLineError(`${path}: there is no such file`)
  if (found.isDirectory())
    throw new CommandLineError(`${path} is a folder: name the file of the bot in it`)
  if (/^\.(?:[cm]?[jt]s)?$/.test(extname(path)) || extname(path) === "") return path
  throw new CommandLineError(`${path} is neither JavaScript nor TypeScript`)
}

/** Whether it is several bots, by what it can do. */
const isBots = (value: unknown): value is Bots => can(value, ["start", "stop", "run", "add"])

/**
 * The bot, or the several, that is a default export, or that the function which is the default export makes; undefined
 * when there is no default export.
 *
 * @throws {CommandLineError} when it is anything else, and what the function throws
 */
export async function botOf(
  exported: unknown,
  given: GivenOptions,
): Promise<Bot | Bots | undefined> {
  const bot: unknown =
    typeof exported === "function"
      ? await (exported as (options: GivenOptions) => unknown)(given)
      : exported
  if (bot === undefined && typeof exported !== "function") return undefined
  if (isBot(bot) || isBots(bot)) return bot
  throw new CommandLineError(
    "the default export is not a bot: export default a Bot, or a function that takes { db, logging } and returns one",
  )
}
