/* oxlint-disable unicorn/no-thenable -- the grammar's own word for what an optional part writes */
import type { Schema } from "./schema.ts"

// The shape of schema/api.json, as far as the generator reads it: bots/ writes the file, but a merge
// or an editor may have damaged it, and what fails then should name the place.

type Shape = (value: unknown, at: string) => void

/**
 * Checks that a value is a schema.
 *
 * @throws when it is none, with the first place that is not as it should be
 */
export function checkShape(value: unknown): asserts value is Schema {
  schema(value, "")
}

const text: Shape = (value, at) => {
  if (typeof value !== "string") refuse(at, "a text")
}

const yes: Shape = (value, at) => {
  if (value !== true) refuse(at, "true")
}

const one =
  (...values: string[]): Shape =>
  (value, at) => {
    if (!values.some((other) => other === value)) refuse(at, `one of ${values.join(", ")}`)
  }

const list =
  (element: Shape): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) refuse(at, "an array")
    for (const [index, one] of value.entries()) element(one, `${at}[${index}]`)
  }

const map =
  (of: Shape): Shape =>
  (value, at) => {
    for (const [key, one] of Object.entries(object(value, at))) of(one, `${at}.${key}`)
  }

/** An object with these members; one that may be absent ends in `?`. Others are let through. */
const members =
  (shapes: Record<string, Shape>): Shape =>
  (value, at) => {
    const found = object(value, at)
    for (const [name, shape] of Object.entries(shapes)) {
      const key = name.replace("?", "")
      if (key === name || found[key] !== undefined) shape(found[key], `${at}.${key}`)
    }
  }

/** An object of the kind that its first known member tells. */
const either =
  (kinds: Record<string, Shape>): Shape =>
  (value, at) => {
    const found = object(value, at)
    const kind = Object.keys(kinds).find((key) => key in found)
    if (kind === undefined) refuse(at, `an object with one of ${Object.keys(kinds).join(", ")}`)
    kinds[kind]?.(found, at)
  }

function object(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(at, "an object")
  return value as Record<string, unknown>
}

function refuse(at: string, wanted: string): never {
  throw new Error(
    `schema/api.json is damaged: ${at.replace(/^\./, "") || "it"} should be ${wanted}`,
  )
}

const basic = one(..."bool string int int64 word32 double utcTime jsonObject".split(" "))
const declaredType = either({
  ref: members({ ref: text }),
  array: (value, at) => members({ array: type, "nonEmpty?": yes })(value, at),
  map: (value, at) => members({ map: type })(value, at),
})
const type: Shape = (value, at) =>
  typeof value === "string" ? basic(value, at) : declaredType(value, at)

const nodes: Shape = (value, at) => list(node)(value, at)
const codec = one(..."number word rest onOff choice numbers json text".split(" "))
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
  param: members({ param: text, as: codec }),
  choice: members({ choice: map(text) }),
  optional: members({ optional: text, "only?": map(list(text)), then: nodes }),
  cases: members({ cases: list(members({ tag: text, then: nodes })) }),
  when: members({ when: list(text), then: nodes, else: nodes }),
  either: members({ either: nodes, reads: list(members({ nodes, gives: map(() => undefined) })) }),
})

const fields = list(members({ name: text, type, "optional?": yes }))
const member = members({ tag: text, name: text, fields, "catchAll?": yes })
const declared: Record<string, Shape> = {
  record: members({ fields }),
  enum: members({ values: list(members({ value: text, name: text, "description?": text })) }),
  union: members({ members: list(member) }),
}
const aType: Shape = (value, at) => {
  members({ name: text, kind: one(...Object.keys(declared)), "text?": nodes })(value, at)
  declared[(value as { kind: string }).kind]?.(value, at)
}
const command = members({ name: text, params: fields, grammar: nodes, responses: list(text) })

const schema = members({
  version: text,
  types: list(aType),
  commands: list(command),
  responses: list(member),
  events: list(member),
})
