import { checkOptions } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { argumentError } from "./argument-error.ts"
import { commandKey } from "./parse-command.ts"

/** How one argument is read. `arg` makes them; `arg.custom` for kinds of your own. */
export interface Argument<out Value = unknown> {
  /** `word` reads the next word, `line` the rest of the line, `text` everything that is left. */
  readonly extent: "word" | "line" | "text"
  /** Makes the value, or throws an `ArgumentError` whose message says what is needed. */
  readonly read: (text: string) => Value
  /** Makes the value when it is not given; undefined when it must be given. */
  readonly absent: (() => Value) | undefined
  /** How it is shown, when that is not its name. */
  readonly label: string | undefined
}

interface Range {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

const make = <Value>(
  extent: Argument["extent"],
  read: (text: string) => Value,
  label?: string,
): Argument<Value> => ({ extent, read, absent: undefined, label })

/**
 * The kinds of arguments.
 *
 * ```ts
 * bot.onCommand("remind", { args: { minutes: arg.int({ min: 1 }), what: arg.text() } }, remind)
 * ```
 */
export const arg = {
  /** A word, or several in quotes. */
  word: (): Argument<string> => make("word", (text) => text),
  /** A whole number. */
  int: (range: Range = {}): Argument<number> =>
    inRange(range, (text) => numberIn(text, /^[+-]?\d+$/, range, "whole")),
  /** A number, with a point for decimals. */
  number: (range: Range = {}): Argument<number> =>
    inRange(range, (text) => numberIn(text, /^[+-]?(\d+\.?\d*|\.\d+)$/, range, "number")),
  /** One of these words. Case does not matter, since phones begin with a capital. */
  choice: <const Value extends string>(...values: readonly [Value, ...Value[]]): Argument<Value> =>
    make("word", (text) => chosen(text, values), checkedChoices(values).join("|")),
  /** The rest of the line, including quotes. */
  line: (): Argument<string> => make("line", (text) => text),
  /** Everything that is left, over all lines. */
  text: (): Argument<string> => make("text", (text) => text),
  /** A word that a function makes a value of; it throws an `ArgumentError` that says what is needed. */
  custom: <Value>(read: (word: string) => Value): Argument<Value> => {
    if (typeof read !== "function")
      throw new ConfigurationError("arg.custom", "takes a function that reads a word")
    return make("word", read)
  },
  /** May be left out; its value is then the default, or undefined. */
  optional: optionalArgument,
}

function optionalArgument<Value>(argument: Argument<Value>): Argument<Value | undefined>
function optionalArgument<Value>(argument: Argument<Value>, absent: Value): Argument<Value>
function optionalArgument<Value>(
  argument: Argument<Value>,
  absent?: Value,
): Argument<Value | undefined> {
  return { ...argument, absent: () => absent }
}

/** A range is checked when it is declared: the message would else be the first to find it wrong. */
function inRange(range: Range, read: (text: string) => number): Argument<number> {
  checkOptions(range, { min: "any", max: "any" }, { name: "range" })
  for (const [name, value] of Object.entries({ min: range.min, max: range.max }))
    if (value !== undefined && (typeof value !== "number" || Number.isNaN(value)))
      throw new ConfigurationError(name, "must be a number")
  return make("word", read)
}

function checkedChoices(values: readonly string[]): readonly string[] {
  if (values.length > 0 && values.every((one) => typeof one === "string" && one !== ""))
    return values
  throw new ConfigurationError("arg.choice", 'takes words: arg.choice("up", "down")')
}

function numberIn(
  text: string,
  shape: RegExp,
  { min, max }: Range,
  kind: "whole" | "number",
): number {
  const value = Number(text)
  if (!shape.test(text) || !Number.isFinite(value)) throw argumentError({ key: `needs-${kind}` })
  if (!text.includes(".") && !Number.isSafeInteger(value))
    throw argumentError({ key: `needs-${kind}-shorter` })
  if (min !== undefined && value < min)
    throw argumentError({ key: `needs-${kind}-min`, args: { min } })
  if (max !== undefined && value > max)
    throw argumentError({ key: `needs-${kind}-max`, args: { max } })
  return value
}

function chosen<Value extends string>(text: string, values: readonly Value[]): Value {
  const value =
    values.find((one) => one === text) ?? values.find((one) => commandKey(one) === commandKey(text))
  if (value === undefined)
    throw argumentError({ key: "needs-one-of", args: { choices: values.join(", ") } })
  return value
}
