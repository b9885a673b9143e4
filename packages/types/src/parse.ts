/**
 * Reads the text of a command back into its name and parameters, driven by the grammar in the
 * schema.
 *
 * @module
 */
import { schema } from "./gen/schema.ts"
import { CommandParseError } from "./parse/error.ts"
import { Furthest } from "./parse/furthest.ts"
import { Heads, type Way } from "./parse/heads.ts"
import { Reader, type Values } from "./parse/reader.ts"
import type { CommandName, CommandReading, ShorthandReading } from "./parse/reading.ts"
import { Types } from "./parse/types.ts"

export { CommandParseError, type CommandParseDetails } from "./parse/error.ts"
export type { CommandName, CommandReading, Lookup, ShorthandReading } from "./parse/reading.ts"

/**
 * A text as a declared command. Where several commands read one text, this is the one as which
 * the core answers, and `alternatives` has the others.
 */
export type ParsedCommand = (CommandReading | ShorthandReading) & {
  readonly alternatives: readonly (CommandReading | ShorthandReading)[]
}

/**
 * Reads a command's text, in every spelling that the core takes: `/fr 3` like `/freceive 3`,
 * `notify=on` although it is the default, `/_send @4 text hello`. Like the core, it cuts the text
 * at NUL and drops blanks at its end.
 *
 * The core also takes texts for people, such as `/info @alice`, and looks up what they name. Such a
 * reading has a `lookup`, and `params` has only what the text itself says.
 *
 * One text is read as either of two commands: `/_connect 1` (with `incognito=on` or without) is
 * `APIAddContact`, and `APIConnect` without a link in `alternatives`.
 *
 * @param text what a builder writes, or another client sends to the core.
 * @throws {CommandParseError} when no declared command reads as the text: it is another command of
 *   the core, malformed, or no text at all.
 *
 * @example
 * ```ts
 * const command = parseCommand("/_delete item #7 12,13 broadcast")
 * if (command.name === "APIDeleteChatItem") {
 *   command.params.chatItemIds // [12, 13]
 * }
 * parseCommand("/info @alice").lookup // { contact: "alice" }
 * ```
 */
export function parseCommand(text: string): ParsedCommand {
  if (typeof text !== "string") throw new CommandParseError({ position: 0, expected: "a text" })
  const { heads, types } = prepare()
  const read = asTheCoreTakesIt(text)
  const readings: (CommandReading | ShorthandReading)[] = []
  let nearest: Nearest | undefined
  for (const way of heads.candidates(read)) {
    const furthest = new Furthest()
    const values = new Reader(read, types, furthest).whole(way)
    if (values !== undefined) readings.push(readingOf(way, values))
    const begun = way.heads.some((head) => read.startsWith(head))
    if (nearest === undefined || isNearer({ furthest, begun }, nearest)) {
      nearest = { way, furthest, begun }
    }
  }
  const [first, ...others] = readings
  if (first !== undefined) return { ...first, alternatives: alternativesTo(first, others) }
  const hasBegun = nearest !== undefined && (nearest.begun || nearest.furthest.position > 0)
  throw refusal(read, hasBegun ? nearest : undefined)
}

/** The schema that reads the values is the one that the types of readings are generated from. */
function readingOf({ command: { name, params }, shorthand }: Way, values: Values) {
  const lacks = params.some(({ name, optional }) => !optional && values[name] === undefined)
  if (shorthand === undefined || (!lacks && !shorthand.lookup.some((key) => key in values))) {
    return { name, params: values } as CommandReading
  }
  const named = Object.entries(values).filter(([key]) => shorthand.lookup.includes(key))
  const given = Object.entries(values).filter(([key]) => !shorthand.lookup.includes(key))
  const lookup = Object.fromEntries(named)
  return { name, params: Object.fromEntries(given), lookup } as ShorthandReading
}

/**
 * Other commands that read the same text. One text for people is like another where one is tried
 * first, as in `@alice <- @bob hi`, which forwards and sends no text: those say something else.
 */
function alternativesTo(
  first: CommandReading | ShorthandReading,
  others: readonly (CommandReading | ShorthandReading)[],
) {
  const names = new Set<string>([first.name])
  return others.filter(({ name, lookup }) => {
    if (first.lookup !== undefined && !isSame(first.lookup, lookup)) return false
    if (names.has(name)) return false
    names.add(name)
    return true
  })
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** A command that did not read the text, and how far it came. */
interface Nearest {
  readonly way: Way
  readonly furthest: Furthest
  /** Whether the text begins with all of its head. */
  readonly begun: boolean
}

function isNearer(one: Omit<Nearest, "way">, other: Nearest): boolean {
  const further = one.furthest.position - other.furthest.position
  return further > 0 || (further === 0 && one.begun && !other.begun)
}

/** The core drops what follows NUL, then the white space at the end. */
function asTheCoreTakesIt(text: string): string {
  const nul = text.indexOf("\0")
  let end = nul < 0 ? text.length : nul
  // Not /\s+$/, which takes quadratic time on long blanks inside.
  while (end > 0 && " \t\n\v\f\r".includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

function refusal(text: string, nearest: Nearest | undefined): CommandParseError {
  if (nearest === undefined) {
    const like = prepare().heads.nearest(text)
    if (like === undefined) return new CommandParseError({ position: 0 })
    const { head, position, command } = like
    const expected = JSON.stringify(head)
    return new CommandParseError({ command: command.name as CommandName, head, position, expected })
  }
  const { way, furthest } = nearest
  const [head] = way.heads
  const { position, parameter, expected, problem } = furthest
  const name = way.command.name as CommandName
  return new CommandParseError({ command: name, head, position, parameter, expected, problem })
}

let prepared: { heads: Heads; types: Types } | undefined

/** The commands and types of the schema, prepared when the first command is read. */
function prepare() {
  return (prepared ??= { heads: new Heads(schema), types: new Types(schema) })
}
