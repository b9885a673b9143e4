import type { Deviation } from "./deviations.ts"
import type { MemberSchema, Schema, TypeSchema } from "./schema-file.ts"

interface Marked {
  readonly undocumented?: true
}

/** What a schema marks as undocumented, as deviations: the reference does not have it. */
export function undocumentedIn({ commands, responses, events, types }: Schema): Deviation[] {
  return [
    ...only("commands", commands, ({ name }) => name),
    ...only("responses", responses, tagOf),
    ...only("events", events, tagOf),
    ...only("types", types, ({ name }) => name),
    ...types.filter((type) => type.undocumented !== true).flatMap(partsOf),
  ]
}

/** Values of an enumeration and members of a union. */
function partsOf(type: TypeSchema): Deviation[] {
  const at = `types.${type.name}`
  if (type.kind === "enum") return only(at, type.values, ({ value }) => value)
  return type.kind === "union" ? only(at, type.members, tagOf) : []
}

function only<T extends Marked>(
  at: string,
  items: readonly T[],
  key: (item: T) => string,
): Deviation[] {
  return items
    .filter(({ undocumented }) => undocumented === true)
    .map((item) => ({
      at: `${at}.${key(item)}`,
      what: "removed",
      reason: "The schema marks it as undocumented.",
    }))
}

function tagOf({ tag }: MemberSchema): string {
  return tag
}
