// What plain JavaScript can get wrong in an object of options: a misspelt name would do nothing, and a value of
// another kind would be noticed late, or never.

import type { CallOptions } from "./core.ts"
import { InvalidArgumentError } from "./errors.ts"

/** What the value of an option must be; a list of texts for one of them; `any` when it is checked elsewhere. */
export type OptionKind = keyof typeof kinds | readonly string[]

/** The kind of each option: the compiler says when one is missing. */
export type OptionKinds<Options extends object> = {
  readonly [Name in keyof Required<Options>]: OptionKind
}

/** An option that is wrong. The problem never contains the value. */
export interface WrongOption {
  readonly option: string
  readonly problem: string
}

const isNumber = (value: unknown): value is number => typeof value === "number"

const kinds = {
  any: [() => true, ""],
  flag: [(value: unknown) => typeof value === "boolean", "must be true or false"],
  text: [(value: unknown) => typeof value === "string", "must be a text"],
  name: [
    (value: unknown) => typeof value === "string" && value.trim() !== "",
    "must be a text that is not empty",
  ],
  function: [(value: unknown) => typeof value === "function", "must be a function"],
  object: [isObject, "must be an object"],
  list: [(value: unknown) => Array.isArray(value), "must be a list"],
  count: [
    (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 1,
    "must be a whole number of at least 1",
  ],
  positive: [(value: unknown) => isNumber(value) && value > 0, "must be a number above 0"],
  amount: [(value: unknown) => isNumber(value) && value >= 0, "must be a number of 0 or more"],
  ms: [(value: unknown) => isNumber(value) && value >= 0, "must be zero or more milliseconds"],
  signal: [
    (value: unknown) => isObject(value) && "aborted" in value && "addEventListener" in value,
    "must be an AbortSignal",
  ],
} as const satisfies Record<string, readonly [(value: unknown) => boolean, string]>

/**
 * The first option that is unknown, or of the wrong kind; `undefined` when there is none. Options that are
 * `undefined` are absent.
 *
 * @param known the kind of each option
 *
 * @example
 * ```ts
 * const wrong = wrongOption(options, { timeoutMs: "ms", signal: "signal" })
 * if (wrong !== undefined) throw new InvalidArgumentError(wrong.option, wrong.problem)
 * ```
 */
export function wrongOption<Options extends object>(
  options: Options,
  known: OptionKinds<Options>,
): WrongOption | undefined {
  for (const [option, value] of Object.entries(options)) {
    const kind = Object.hasOwn(known, option) ? known[option as keyof Options] : undefined
    const problem =
      kind === undefined
        ? `there is no such option; the options are ${Object.keys(known).join(", ")}`
        : problemOf(value, kind)
    if (problem !== undefined) return { option, problem }
  }
  return undefined
}

/**
 * Checks options before anything is read from them.
 *
 * @param known the kind of each option
 * @param name what the caller calls them
 * @throws {InvalidArgumentError} when they are no object, and for the first option that is wrong
 */
export function checkOptions<Options extends object>(
  options: Options,
  known: OptionKinds<Options>,
  name = "options",
): void {
  if (!isObject(options))
    throw new InvalidArgumentError(name, `must be an object, not ${nameOf(options)}`)
  const wrong = wrongOption(options, known)
  if (wrong !== undefined) throw new InvalidArgumentError(wrong.option, wrong.problem)
}

/** The options of every call of a core. */
export const callKinds = {
  signal: "signal",
  timeoutMs: "ms",
} as const satisfies OptionKinds<CallOptions>

/**
 * Checks the options of a call, for a core of one's own.
 *
 * @throws {InvalidArgumentError} for the first that is unknown, or of the wrong kind
 *
 * @example
 * ```ts
 * const core: Core = {
 *   sendCommand: async (command, options) => {
 *     checkCallOptions(options)
 *     return ask(command, options)
 *   },
 *   // ...
 * }
 * ```
 */
export function checkCallOptions(options: CallOptions | undefined): void {
  if (options !== undefined) checkOptions(options, callKinds)
}

/** Checks the options of `receive`, as {@link checkCallOptions} does those of a call. */
export function checkReceiveOptions(options: Pick<CallOptions, "signal">): void {
  checkOptions(options, { signal: "signal" })
}

/** Checks the options of `close`, as {@link checkCallOptions} does those of a call. */
export function checkCloseOptions(options: Pick<CallOptions, "timeoutMs">): void {
  checkOptions(options, { timeoutMs: "ms" })
}

function problemOf(value: unknown, kind: OptionKind): string | undefined {
  if (value === undefined) return undefined
  if (typeof kind === "string") {
    const [fits, rule] = kinds[kind]
    return fits(value) ? undefined : `${rule}, not ${nameOf(value)}`
  }
  return kind.includes(value as string) ? undefined : `must be one of ${kind.join(", ")}`
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** What it is, without saying what is in it: a number can be shown, a text can be private. */
function nameOf(value: unknown): string {
  if (value === null) return "null"
  if (Array.isArray(value)) return "a list"
  if (typeof value === "number") return `${value}`
  return value === "" ? "an empty text" : typeof value
}
