import * as CC from "../../src/gen/commands/index.ts"
import type { CommandName, CommandReading, ShorthandReading } from "../../src/parse.ts"
import { type Respelling, respellings } from "./respellings.ts"
import { undeclaredHeads } from "./undeclared.ts"

const builders = { ...CC }

/** What the builder writes for a reading; nothing when the core looks up parameters. */
export function rebuild({
  name,
  params,
  lookup,
}: CommandReading | ShorthandReading): string | undefined {
  if (lookup !== undefined) return undefined
  // The reading's name and parameters belong together, which a union cannot say.
  return (builders[name].cmdString as (params: unknown) => string)(params)
}

/** The listed reason for which the builder writes a text in another way. */
export function respellingOf(
  text: string,
  { name }: { readonly name: CommandName },
): Respelling | undefined {
  return respellings.find(({ command, pattern }) => command === name && pattern.test(text))
}

/** How a command that the API does not declare begins. */
export function undeclaredHead(text: string): string | undefined {
  const heads = Object.keys(undeclaredHeads).filter((head) => text.startsWith(head))
  return heads.toSorted((a, b) => b.length - a.length)[0]
}
