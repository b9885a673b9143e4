import type { SourceFile } from "ts-morph"
import type { Schema } from "./schema.ts"
import { namesOf } from "./wire.ts"

/** What `responses.ts` and `events.ts` declare beside their members. */
const unions = new Set(["ChatResponse", "ChatEvent", "Tag"])

/**
 * Compares the names that the schema and the wire types declare, both ways.
 *
 * @throws when one has a name that the other lacks: they come from different runs of bots/
 */
export function checkNames(schema: Schema, wire: ReadonlyMap<string, SourceFile>): void {
  const problems = [
    ...compare("types/", schema.types, wire),
    ...compare("commands/", schema.commands, wire),
    ...compare("responses.ts", schema.responses, wire),
    ...compare("events.ts", schema.events, wire),
  ]
  if (problems.length > 0)
    throw new Error(`the schema and the wire types differ:\n${problems.join("\n")}`)
}

function compare(
  place: string,
  declared: readonly { name: string }[],
  wire: ReadonlyMap<string, SourceFile>,
): string[] {
  const names = new Set(declared.map(({ name }) => name))
  const files = [...wire].filter(([path]) => path.startsWith(place)).map(([, file]) => file)
  const written = new Set(files.flatMap(namesOf).filter((name) => !unions.has(name)))
  return [
    ...[...names.difference(written)].map((name) => `${name}: in the schema, not in ${place}`),
    ...[...written.difference(names)].map((name) => `${name}: in ${place}, not in the schema`),
  ]
}
