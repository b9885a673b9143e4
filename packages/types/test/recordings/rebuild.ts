import * as CC from "../../src/gen/commands/index.ts"
import { type CommandReading, parseCommand, type ShorthandReading } from "../../src/parse.ts"
import { CommandSyntaxError } from "../../src/syntax-error.ts"

const builders = { ...CC }

/**
 * What the builder writes for a reading; nothing when the core looks up parameters.
 *
 * @throws {CommandSyntaxError} when no builder writes such parameters
 */
export function rebuild({
  name,
  params,
  lookup,
}: CommandReading | ShorthandReading): string | undefined {
  if (lookup !== undefined) return undefined
  // The reading's name and parameters belong together, which a union cannot say.
  return (builders[name].cmdString as (params: unknown) => string)(params)
}

/** How the builder's text compares with the one that was read. */
export type Rewriting =
  /** The same, byte for byte. */
  | "same"
  /** Another spelling of the same: it reads back equally. */
  | "respelled"
  /** The core looks up parameters, so that nothing is written. */
  | "looked up"
  /** The core takes it, and the builder refuses it, as it would be read in another way. */
  | "refused"
  /** It reads back as something else, which is a fault. */
  | "wrong"

/** Compares what the builder writes for a reading with the text that was read. */
export function rewritingOf(text: string, reading: CommandReading | ShorthandReading): Rewriting {
  try {
    const written = rebuild(reading)
    if (written === undefined) return "looked up"
    if (written === text) return "same"
    return readsAs(written, reading) ? "respelled" : "wrong"
  } catch (error) {
    if (error instanceof CommandSyntaxError) return "refused"
    throw error
  }
}

function readsAs(text: string, { name, params }: CommandReading | ShorthandReading): boolean {
  const { alternatives, ...first } = parseCommand(text)
  return [first, ...alternatives].some(
    (reading) => reading.name === name && JSON.stringify(reading.params) === JSON.stringify(params),
  )
}
