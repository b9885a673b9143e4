import { type OptionKinds, wrongOption } from "@simplex-chat/core"
import { ConfigurationError } from "./errors.ts"

/**
 * Checks options before anything is read from them: what is no object has no options, so that a number in their
 * place, as in `ask("?", 5000)`, would do nothing.
 *
 * @param name what the caller calls them
 * @throws {ConfigurationError} when they are no object
 */
export function checkObject(options: object | undefined, name = "options"): void {
  const given: unknown = options
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return
  const kind = given === null ? "null" : Array.isArray(given) ? "a list" : typeof given
  throw new ConfigurationError(name, `must be an object, not ${kind}`)
}

/**
 * Checks options before anything is read from them: that they are an object, that each is known, and of its kind.
 *
 * @param kinds the kind of each option
 * @param place what comes before the names of the options in an error, such as `retention.`
 * @throws {ConfigurationError} for the first that is wrong
 */
export function checkOptions<Options extends object>(
  options: Options,
  kinds: OptionKinds<Options>,
  { name = "options", place = "" }: { readonly name?: string; readonly place?: string } = {},
): void {
  checkObject(options, name)
  const wrong = wrongOption(options, kinds)
  if (wrong !== undefined) throw new ConfigurationError(`${place}${wrong.option}`, wrong.problem)
}

/**
 * Checks a text, such as a caption.
 *
 * @throws {ConfigurationError} when it is no string
 */
export function checkText(text: string, name: string): void {
  if (typeof text !== "string")
    throw new ConfigurationError(name, `must be a text, not ${typeof text}`)
}

/**
 * Checks the id of a contact, a group, a poll.
 *
 * @throws {ConfigurationError} when it is no whole number
 */
export function checkId(id: number, name = "id"): void {
  if (!Number.isSafeInteger(id)) throw new ConfigurationError(name, "must be a whole number")
}

/**
 * Checks the bot that a kit was given.
 *
 * @throws {ConfigurationError} when it is none
 */
export function checkBot(bot: object, name: string): void {
  const { onStart } = ((bot as object | undefined) ?? {}) as { readonly onStart?: unknown }
  if (typeof onStart !== "function")
    throw new ConfigurationError(name, `takes the bot first: new ${name}(bot, { ... })`)
}
