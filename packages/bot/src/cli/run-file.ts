import { once } from "node:events"
import { pathToFileURL } from "node:url"
import { botOf, type GivenOptions } from "./bot-of.ts"
import { CommandLineError } from "./command-line-error.ts"
import { importError } from "./file-errors.ts"
import type { MadeBots } from "./made-bots.ts"

/**
 * Imports a file and runs its bot, or its `Bots`, until it is stopped: the file does it itself, as with
 * `await bot.run()`; or its default export is the bot, or a function that makes one; or it makes a bot
 * and leaves it at that. Node itself strips the types of TypeScript.
 *
 * @param file an absolute path
 * @param made the bots that are made meanwhile, as a host sees them
 * @param given what a function gets
 * @throws {CommandLineError} when there is no bot, or several and not in `Bots`, and what the file or the bot throws
 */
export async function runFile(file: string, made: MadeBots, given: GivenOptions): Promise<void> {
  // Resolves once the file has been executed: after the end of the bot when it awaits that.
  const imported = import(pathToFileURL(file).href) as Promise<{ default?: unknown }>
  const executed = imported.catch(async (error: unknown) => {
    throw await importError(file, error)
  })
  const { default: exported } = await Promise.race([executed, neverExecuted(file)])
  if (made.whole === undefined || made.whole === exported) {
    const bot = await botOf(exported, given)
    if (bot !== undefined) {
      checkOne(file, made)
      return bot.run()
    }
  }
  if (made.isStarted) return
  // It may still be on its way to `start`. When nothing is left to do, it is not.
  await once(process, "beforeExit")
  if (made.isStarted) return
  if (made.whole === undefined) {
    throw new CommandLineError(
      `${file} creates no bot: export default a Bot, or a function that takes { db, logging } and returns one, or end the file with: await bot.run()`,
    )
  }
  checkOne(file, made)
  return made.whole.run()
}

/** @throws {CommandLineError} when others would never run */
function checkOne(file: string, { group, idle }: MadeBots): void {
  if (group !== undefined || idle <= 1) return
  throw new CommandLineError(
    `${file} makes ${idle} bots, and one would run: put them into Bots of @simplex-chat/bot/bots, or end the file with: await Promise.all([one.run(), two.run()])`,
  )
}

/** Rejects when the file waits at its top level although nothing is left to do: Node would end without a reason. */
async function neverExecuted(file: string): Promise<never> {
  await once(process, "beforeExit")
  throw new CommandLineError(
    `${file} waits for something that never happens (await at its top level)`,
  )
}
