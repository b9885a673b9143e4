import type { SourceFile } from "ts-morph"
import type { Schema } from "./schema.ts"
import { namesOf } from "./declarations.ts"

/** What `responses.ts` and `events.ts` declare beside their members. */
const unions = new Set(["ChatResponse", "ChatEvent", "Tag"])

/**
 * Compares the names that the schema and the declarations declare, both ways.
 *
 * @throws {Error} when one has a name that the other lacks: they come from different runs of bots/
 */
export function checkNames(schema: Schema, declarations: ReadonlyMap<string, SourceFile>): void {
  const problems = [
    ...compare("types/", schema.types, declarations),
    ...compare("wire/", schema.commands, declarations),
    ...compare("responses.ts", schema.responses, declarations),
    ...compare("events.ts", schema.events, declarations),
  ]
  if (problems.length > 0)
    throw new Error(`the schema and the declarations differ:\n${problems.join("\n")}`)
}

function compare(
  place: string,
  declared: readonly { name: string }[],
  declarations: ReadonlyMap<string, SourceFile>,
): string[] {
  const names = new Set(declared.map(({ name }) => name))
  const files = [...declarations].filter(([path]) => path.startsWith(place)).map(([, file]) => file)
  const written = new Set(files.flatMap(namesOf).filter((name) => !unions.has(name)))
  return [
    ...[...names.difference(written)].map((name) => `${name}: in the schema, not in ${place}`),
    ...[...written.difference(names)].map((name) => `${name}: in ${place}, not in the schema`),
  ]
}
