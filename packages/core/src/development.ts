import { UnsupportedError } from "./errors.ts"

/**
 * Where `simplex-bot dev` puts what it gives to the process of the bot that is being tried, on
 * `globalThis`: an environment variable would reach the processes that a bot starts.
 */
export const developmentKey: symbol = Symbol.for("@simplex-chat/development")

/**
 * Keeps a bot that is being tried with `simplex-bot dev` away from real databases and cores.
 *
 * @throws {UnsupportedError} in the process of such a bot
 */
export function refuseInDevelopment(operation: string): void {
  if (!(developmentKey in globalThis)) return
  const problem =
    "refused under simplex-bot dev, which must not reach a real identity: pass the database to the bot, as db: { filePrefix }, and dev replaces it"
  throw new UnsupportedError(operation, problem)
}
