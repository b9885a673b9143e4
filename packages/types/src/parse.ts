/**
 * Reads the text of a command back into its name and parameters, driven by the grammar in the
 * schema.
 *
 * @module
 */
import { schema } from "./gen/schema.ts"
import type { CommandSchema } from "./schema.ts"
import { CommandParseError } from "./parse/error.ts"
import { Furthest } from "./parse/furthest.ts"
import { Heads, headsOf } from "./parse/heads.ts"
import { Reader } from "./parse/reader.ts"
import type { CommandName, CommandReading } from "./parse/reading.ts"
import { Types } from "./parse/types.ts"

export { CommandParseError, type CommandParseDetails } from "./parse/error.ts"
export type { CommandName, CommandReading } from "./parse/reading.ts"

/**
 * A text as a declared command. Where two commands share the text, the first in the schema's order
 * comes first (the core answers the text as that one) and `alternatives` has the other.
 */
export type ParsedCommand = CommandReading & { readonly alternatives: readonly CommandReading[] }

/**
 * Reads a command's text, in every spelling that the core takes: `/_groups1` like `/_groups 1`,
 * `notify=on` although it is the default, `/_send @4 text hello`. Like the core, it cuts the text
 * at NUL and drops blanks at its end.
 *
 * One text stands for two commands: `/_connect 1` (with `incognito=on` or without) is
 * `APIAddContact`, and `APIConnect` without a link in `alternatives`.
 *
 * @param text what a builder writes, or anybody else sends to the core.
 * @throws {CommandParseError} when no declared command reads as the text: it is another command of
 *   the core, malformed, or no text at all.
 *
 * @example
 * ```ts
 * const command = parseCommand("/_delete item #7 12,13 broadcast")
 * if (command.name === "APIDeleteChatItem") {
 *   command.params.chatItemIds // [12, 13]
 * }
 * ```
 */
export function parseCommand(text: string): ParsedCommand {
  if (typeof text !== "string") throw new CommandParseError({ position: 0, expected: "a text" })
  const { heads, types } = prepare()
  const read = asTheCoreTakesIt(text)
  const readings: CommandReading[] = []
  let nearest: Nearest | undefined
  for (const command of heads.candidates(read)) {
    const furthest = new Furthest()
    const params = new Reader(read, types, furthest).whole(command.grammar, command.params)
    // The schema that reads the parameters is the one that their types are generated from.
    if (params !== undefined) readings.push({ name: command.name, params } as CommandReading)
    const begun = headsOf(command).some((head) => read.startsWith(head))
    if (nearest === undefined || isNearer({ furthest, begun }, nearest)) {
      nearest = { command, furthest, begun }
    }
  }
  const [first, ...alternatives] = readings
  if (first !== undefined) return { ...first, alternatives }
  throw refusal(read, nearest)
}

/** A command that did not read the text, and how far it came. */
interface Nearest {
  readonly command: CommandSchema
  readonly furthest: Furthest
  /** Whether the text begins with all of its head. */
  readonly begun: boolean
}

function isNearer(one: Omit<Nearest, "command">, other: Nearest): boolean {
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
  const { command, furthest } = nearest
  const [head] = headsOf(command)
  const { position, parameter, expected, problem } = furthest
  const name = command.name as CommandName
  return new CommandParseError({ command: name, head, position, parameter, expected, problem })
}

let prepared: { heads: Heads; types: Types } | undefined

/** The commands and types of the schema, prepared when the first command is read. */
function prepare() {
  return (prepared ??= { heads: new Heads(schema.commands), types: new Types(schema) })
}
