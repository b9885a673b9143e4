import { BotError, ConfigurationError } from "../errors.ts"
import { isA } from "../is-a.ts"
import { ArgumentError, argumentError } from "./argument-error.ts"
import type { Argument } from "./argument-kinds.ts"
import { WordReader } from "./words.ts"

/** The arguments of a command by their names, in their order. */
export type ArgumentSchema = Readonly<Record<string, Argument>>

/** The values that a schema reads. */
export type ArgumentValues<Schema extends ArgumentSchema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends Argument<infer Value> ? Value : never
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
  if (typeof schema !== "object" || (schema as unknown) === null)
    throw new ConfigurationError("args", "must be an object, such as { count: arg.int() }")
  let before: { name: string; argument: Argument } | undefined
  for (const [name, argument] of Object.entries(schema)) {
    if (typeof (argument as Argument | undefined)?.extent !== "string")
      throw new ConfigurationError(`args.${name}`, "must be made by arg, such as arg.int()")
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
  const reader = new WordReader(text)
  for (const [argument, kind] of Object.entries(schema)) {
    const place = () => ({ argument, usage: usageOf(name, schema) })
    // Within a line only: a line that is left out must not take the next one.
    if (kind.extent === "line" && reader.at > 0) reader.skipBlanksInLine()
    else reader.skipBlanks()
    const start = reader.at
    const value = reader[kind.extent === "text" ? "rest" : kind.extent]()
    // An empty word in quotes is given.
    const isGiven = value !== "" || reader.at > start
    if (isGiven) values[argument] = read(kind, value, place)
    else if (kind.absent === undefined) throw argumentError({ key: "argument-missing" }, place())
    else values[argument] = kind.absent()
  }
  reader.skipBlanks()
  if (reader.atEnd) return values as ArgumentValues<Schema>
  throw argumentError({ key: "argument-extra" }, { usage: usageOf(name, schema) })
}

function read(
  { read }: Argument,
  text: string,
  place: () => { argument: string; usage: string },
): unknown {
  let value: unknown
  try {
    value = read(text)
  } catch (error) {
    // Anything else is a fault of the bot, and none of the sender's business.
    if (isA(error, ArgumentError))
      throw new ArgumentError(error.problem, { ...place(), reason: error.reason })
    throw error
  }
  if (!isA(value, Promise)) return value
  value.catch(() => {})
  throw new BotError("arg.custom must return a value, not a promise; look it up in the handler")
}
