// What a handler is declared with: checked when it is added, so that a mistake is reported where it was made.

import { commandKey, isCommandName } from "../commands/parse-command.ts"
import { ConfigurationError } from "../errors.ts"
import type { OneOrMany } from "../messages/filter.ts"

/** With the name of the function, if it has one. */
export const labelOf = (where: string, { name }: Handle): string =>
  name === "" ? where : `${where} ${name}`

export type Handle = (message: unknown, context: object) => unknown

/**
 * The filter and the handler of a method that takes `(handler)` or `(filter, handler)`.
 *
 * @throws {ConfigurationError} when they are no object and no function
 */
export function filterAndHandler<Filter extends object>(
  where: string,
  given: readonly unknown[],
): [Filter, Handle] {
  const [filter, handler] = given.length === 1 ? [{}, given[0]] : given
  if (typeof filter !== "object" || filter === null) {
    throw new ConfigurationError(where, `the filter must be an object, not ${typeof filter}`)
  }
  checkHandler(where, handler)
  return [filter as Filter, handler as Handle]
}

/** @throws {ConfigurationError} for an option that is given and is not a string, or is blank */
export function checkTexts(texts: Readonly<Record<string, unknown>>): void {
  for (const [option, text] of Object.entries(texts)) {
    if (text === undefined || (typeof text === "string" && text.trim() !== "")) continue
    throw new ConfigurationError(option, "must be a text that is not empty")
  }
}

/** @throws {ConfigurationError} for a handler that is not a function */
export function checkHandler(where: string, handler: unknown): void {
  if (typeof handler === "function") return
  throw new ConfigurationError(where, `the handler must be a function, not ${typeof handler}`)
}

/**
 * The declared names by what is compared with the typed one.
 *
 * @throws {ConfigurationError} when there are none, or one that cannot be typed as a command
 */
export function commandNames(
  names: OneOrMany<string>,
  caseSensitive: boolean,
): ReadonlyMap<string, string> {
  const all = typeof names === "string" ? [names] : names
  if (!Array.isArray(all as unknown))
    throw new ConfigurationError("onCommand", 'takes the name of a command first: "help"')
  if (all.length === 0) throw new ConfigurationError("onCommand", "name at least one command")
  for (const name of all) {
    if (typeof name !== "string" || !isCommandName(name)) {
      const problem = `"${String(name)}" cannot be a command: letters, digits, - and _ only, without a slash`
      throw new ConfigurationError("onCommand", problem)
    }
  }
  return new Map(all.map((name) => [caseSensitive ? name : commandKey(name), name]))
}
