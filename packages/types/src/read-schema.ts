/* oxlint-disable unicorn/no-thenable -- the grammar's own word for what an optional part writes */
/**
 * Reads the schema file of this package, or of another version of it.
 *
 * @module
 */
import type { Schema } from "./schema.ts"
import { type Check, either, list, map, members, one, text, yes } from "./schema/checks.ts"

export type * from "./schema.ts"

/**
 * Reads the text of a schema file. Members that this version does not know are let through.
 *
 * @param json the content of `@simplex-chat/types/schema.json`, of any version that has its shape.
 * @throws {SyntaxError} when the text is not JSON.
 * @throws {TypeError} when it is another JSON value; the message names the first place that is
 *   not as it should be, such as `types[2].kind`.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs"
 * import { readSchema } from "@simplex-chat/types/schema"
 *
 * const file = new URL(import.meta.resolve("@simplex-chat/types/schema.json"))
 * readSchema(readFileSync(file, "utf8")).commands.map(({ name }) => name)
 * ```
 */
export function readSchema(json: string): Schema {
  const value: unknown = JSON.parse(json)
  schema(value, "")
  return value as Schema
}

const basic = one(..."bool string int int64 word32 double utcTime jsonObject jsonValue".split(" "))
const declaredType = either({
  ref: members({ ref: text }),
  array: (value, at) => members({ array: type, "nonEmpty?": yes })(value, at),
  map: (value, at) => members({ map: type })(value, at),
  tuple: (value, at) => members({ tuple: list(type) })(value, at),
  nullable: (value, at) => members({ nullable: type })(value, at),
})
const type: Check = (value, at) =>
  typeof value === "string" ? basic(value, at) : declaredType(value, at)

const nodes: Check = (value, at) => list(node)(value, at)
const codec = one(
  ..."number numbers word link words rest onOff choice json text texts".split(" "),
  ..."image name digits menu cryptoFile names enclosed message quote password".split(" "),
)
const node = either({
  // Before `literal`, which it has as well.
  flag: members({
    flag: text,
    literal: text,
    "default?": yes,
    "bare?": yes,
    "reads?": list(text),
  }),
  literal: members({ literal: text, "reads?": list(text) }),
  param: members({ param: text, as: codec, "of?": map(text), "by?": text }),
  choice: members({ choice: map(text) }),
  optional: members({ optional: text, "only?": map(list(text)), then: nodes, "else?": nodes }),
  cases: members({ cases: list(members({ tag: text, then: nodes })) }),
  when: members({ when: list(text), then: nodes, else: nodes }),
  either: members({ either: nodes, reads: (value, at) => list(alternative)(value, at) }),
  not: members({ not: text }),
  anyOf: members({ anyOf: (value, at) => list(alternative)(value, at) }),
})

const reading = { nodes, gives: map(() => undefined) }
const alternative = members(reading)

const described = { "description?": text, "undocumented?": yes }
const field = { name: text, type, "optional?": yes, ...described }
const fields = list(members(field))
const member = { tag: text, name: text, fields, "catchAll?": yes, ...described }
const value = members({ value: text, name: text, ...described })
const kinds: Record<string, Check> = {
  record: members({ fields }),
  enum: members({ values: list(value), "open?": yes, "tagged?": yes }),
  union: members({ members: list(members(member)) }),
}
const declared: Check = (value, at) => {
  members({
    name: text,
    kind: one(...Object.keys(kinds)),
    "area?": text,
    "syntax?": text,
    "text?": nodes,
    ...described,
  })(value, at)
  kinds[(value as { kind: string }).kind]?.(value, at)
}
const command = members({
  name: text,
  "category?": text,
  "network?": one("no", "interactive", "background"),
  "syntax?": text,
  params: list(members({ ...field, "unwritten?": text })),
  grammar: nodes,
  responses: list(text),
  ...described,
})

const schema = members({
  version: text,
  types: list(declared),
  commands: list(command),
  "shorthands?": list(members({ command: text, ...reading, lookup: list(text) })),
  responses: list(members(member)),
  events: list(members({ ...member, "category?": text })),
})
