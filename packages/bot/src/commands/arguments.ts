import { BotError, ConfigurationError } from "../errors.ts"
import { readWord, skipBlanks } from "./parse-command.ts"

/** How one argument is read. `arg` makes them; `arg.custom` for kinds of your own. */
export interface Argument<out Value = unknown> {
  /** `word` reads the next word, `line` the rest of the line, `text` all that is left. */
  readonly extent: "word" | "line" | "text"
  /** Makes the value, or throws an Error whose message says what is needed. */
  readonly read: (text: string) => Value
  /** What takes its place when it is not given; undefined when it must be given. */
  readonly absent: (() => Value) | undefined
  /** How it is shown, when that is not its name. */
  readonly label: string | undefined
}

/** The arguments of a command by their names, in their order. */
export type ArgumentSchema = Readonly<Record<string, Argument>>

/** The values that a schema reads. */
export type ArgumentValues<Schema extends ArgumentSchema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends Argument<infer Value> ? Value : never
}

/** The arguments of a command are not as declared. The message can be shown to who sent it. */
export class ArgumentError extends BotError {
  override readonly name = "ArgumentError"
  /** The name of the argument; undefined when there is one too many. */
  readonly argument: string | undefined
  /** How the command is written: `/add <a> <b>`. */
  readonly usage: string

  constructor(argument: string | undefined, problem: string, usage: string) {
    super(`${argument === undefined ? "" : `${argument}: `}${problem}\nUsage: ${usage}`)
    this.argument = argument
    this.usage = usage
  }
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
    make("word", (text) => numberIn(text, /^[+-]?\d+$/, range, "a whole number")),
  /** A number, with a point for decimals. */
  number: (range: Range = {}): Argument<number> =>
    make("word", (text) => numberIn(text, /^[+-]?(\d+\.?\d*|\.\d+)$/, range, "a number")),
  /** One of these words. */
  choice: <const Value extends string>(...values: readonly [Value, ...Value[]]): Argument<Value> =>
    make("word", (text) => chosen(text, values), values.join("|")),
  /** The rest of the line, quotes and all. */
  line: (): Argument<string> => make("line", (text) => text),
  /** All that is left, over all lines. */
  text: (): Argument<string> => make("text", (text) => text),
  /** A word that a function makes a value of; it throws an Error that says what is needed. */
  custom: <Value>(read: (word: string) => Value): Argument<Value> => make("word", read),
  /** May be left out; then it is the default, or undefined. */
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

/** How a command with these arguments is written: `/add <a> [b]`. */
export function usageOf(name: string, schema: ArgumentSchema): string {
  const shown = Object.entries(schema).map(([argument, { absent, label = argument, extent }]) => {
    const text = extent === "word" ? label : `${label}...`
    return absent === undefined ? `<${text}>` : `[${text}]`
  })
  return [`/${name}`, ...shown].join(" ")
}

/** @throws {ConfigurationError} when an argument could never be read */
export function checkSchema(schema: ArgumentSchema): void {
  let before: { name: string; argument: Argument } | undefined
  for (const [name, argument] of Object.entries(schema)) {
    if (before?.argument.extent === "text") {
      throw new ConfigurationError(`args.${name}`, `nothing is left for it after ${before.name}`)
    }
    if (before?.argument.absent !== undefined && argument.absent === undefined) {
      const problem = `must be optional, as ${before.name} before it is`
      throw new ConfigurationError(`args.${name}`, problem)
    }
    before = { name, argument }
  }
}

/**
 * Reads the text after the name of a command.
 *
 * @throws {ArgumentError} when it is not as the schema says
 */
export function readArguments<Schema extends ArgumentSchema>(
  schema: Schema,
  text: string,
  name: string,
): ArgumentValues<Schema> {
  const values: Record<string, unknown> = {}
  let at = 0
  for (const [argument, kind] of Object.entries(schema)) {
    // Within a line only: a line that is left out must not take the next one.
    at = kind.extent === "line" && at > 0 ? skipInLine(text, at) : skipBlanks(text, at)
    const { value, end } = take(kind.extent, text, at)
    const usage = () => usageOf(name, schema)
    if (value === "" && end === at) {
      if (kind.absent === undefined) throw new ArgumentError(argument, "is missing", usage())
      values[argument] = kind.absent()
    } else {
      values[argument] = reading(() => kind.read(value), argument, usage)
    }
    at = end
  }
  if (skipBlanks(text, at) < text.length) {
    throw new ArgumentError(undefined, "there are too many arguments", usageOf(name, schema))
  }
  return values as ArgumentValues<Schema>
}

function reading<Value>(read: () => Value, argument: string, usage: () => string): Value {
  try {
    return read()
  } catch (error) {
    throw new ArgumentError(argument, error instanceof Error ? error.message : "is wrong", usage())
  }
}

function take(extent: Argument["extent"], text: string, at: number) {
  if (extent === "word") return at < text.length ? readWord(text, at) : { value: "", end: at }
  const lineEnd = extent === "line" ? text.indexOf("\n", at) : -1
  const end = lineEnd === -1 ? text.length : lineEnd
  return { value: text.slice(at, end).trimEnd(), end }
}

function skipInLine(text: string, from: number): number {
  let at = from
  while (at < text.length && /[^\S\n]/.test(text[at] ?? "")) at++
  return at
}

function numberIn(text: string, shape: RegExp, { min, max }: Range, what: string): number {
  const value = Number(text)
  if (!shape.test(text) || !Number.isFinite(value)) throw new Error(`${what} is needed`)
  if (!text.includes(".") && !Number.isSafeInteger(value))
    throw new Error(`${what} of fewer digits is needed`)
  if (min !== undefined && value < min) throw new Error(`${what} from ${min} on is needed`)
  if (max !== undefined && value > max) throw new Error(`${what} up to ${max} is needed`)
  return value
}

function chosen<Value extends string>(text: string, values: readonly Value[]): Value {
  const value = values.find((one) => one === text)
  if (value === undefined) throw new Error(`one of ${values.join(", ")} is needed`)
  return value
}
