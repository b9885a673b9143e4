// What plain JavaScript can get wrong in a call: said before anything is sent.

import {
  callKinds,
  type CallOptions,
  checkOptions,
  InvalidArgumentError,
  type OptionKinds,
} from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"

export { callKinds, checkOptions, InvalidArgumentError }

/**
 * Checks the options of a method that has more of them than a command: what it does not name, the command refuses.
 *
 * @returns the options
 * @throws {InvalidArgumentError} for the first that is unknown, or of the wrong kind
 */
export function knownOptions<Options extends CallOptions>(
  options: Options,
  kinds: OptionKinds<Omit<Options, keyof CallOptions>>,
): Options {
  checkOptions<object>(options, { ...kinds, ...callKinds })
  return options
}

/** @throws {InvalidArgumentError} when it is no function */
export function checkFunction(given: unknown, name: string): void {
  if (typeof given !== "function") throw new InvalidArgumentError(name, "must be a function")
}

/** @throws {InvalidArgumentError} when it is no whole number */
export function checkId(id: number, name: string): void {
  if (!Number.isSafeInteger(id)) throw new InvalidArgumentError(name, "must be a whole number")
}

/** @throws {InvalidArgumentError} when it is no string */
export function checkText(text: string, name = "text"): void {
  if (typeof text !== "string") throw new InvalidArgumentError(name, "must be a text")
}

/** @throws {InvalidArgumentError} when it is no item */
export function checkItem(item: T.AChatItem, name = "item"): void {
  const given = item as Partial<T.AChatItem> | undefined | null
  if (typeof given?.chatItem?.meta?.itemId === "number" && given.chatInfo !== undefined) return
  throw new InvalidArgumentError(name, "must be an item, such as those of newChatItems")
}
