import fc from "fast-check"
import { schema } from "../../src/gen/schema.ts"
import type { CommandSchema, FieldSchema, TypeExpr } from "../../src/schema.ts"

// Parameters of every command, made from the schema: of the right type, but with the texts and
// numbers that break what is careless about quoting, blanks and absence.

const pieces = [
  ..."a 0 @5 # ' \" \\ \\u \\ud83d { } [ ] , : = / encrypt=on inline=off incognito i on".split(" "),
  ..." ,\t,\n,\r,\u2028,\0,\u0007,\u00a0,é,😀,\ud83d,\udc00".split(","),
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    "approved_relays=on",
    "encrypt=off.txt",
    "@5 now",
    "incognito=on",
    "(_support",
    "data:image/png;base64,AAAA",
  ),
)
const integer = fc.oneof(
  { weight: 6, arbitrary: fc.nat() },
  { weight: 2, arbitrary: fc.constantFrom(0, Number.MAX_SAFE_INTEGER) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, 2 ** 53, NaN, Infinity, -Infinity) },
)
const data = fc.dictionary(fc.oneof(text, fc.string()), fc.jsonValue({ noUnicodeString: false }))

/** The parameters of a command. */
export function paramsOf(command: CommandSchema): fc.Arbitrary<Record<string, unknown>> {
  return fieldsOf(
    command.params.filter((param) => param.unwritten === undefined),
    0,
  )
}

function fieldsOf(fields: readonly FieldSchema[], depth: number) {
  return fc.record(
    Object.fromEntries(
      fields.map(({ name, type, optional }) => [
        name,
        optional ? fc.option(valueOf(type, depth), { nil: undefined }) : valueOf(type, depth),
      ]),
    ),
  )
}

function valueOf(type: TypeExpr, depth: number): fc.Arbitrary<unknown> {
  if (typeof type === "object") {
    if ("ref" in type) return declared(type.ref, depth + 1)
    const [minLength, maxLength] = ["nonEmpty" in type ? 1 : 0, depth > 3 ? 0 : 2]
    if ("array" in type)
      return fc.array(valueOf(type.array, depth), {
        minLength,
        maxLength: Math.max(minLength, maxLength),
      })
    if ("tuple" in type) return fc.tuple(...type.tuple.map((element) => valueOf(element, depth)))
    if ("nullable" in type) return fc.option(valueOf(type.nullable, depth))
    return fc.dictionary(text, valueOf(type.map, depth), { maxKeys: 2 })
  }
  switch (type) {
    case "bool":
      return fc.boolean()
    case "string":
      return text
    case "utcTime":
      return fc
        .date({ noInvalidDate: true, max: new Date("9999-12-31T00:00:00Z"), min: new Date(0) })
        .map((date) => date.toISOString())
    case "double":
      return fc.double({ noDefaultInfinity: true, noNaN: true })
    case "jsonValue":
    case "jsonObject":
      return data
    case "int":
    case "int64":
    case "word32":
      return integer
  }
}

function declared(name: string, depth: number): fc.Arbitrary<unknown> {
  const type = schema.types.find((type) => type.name === name)
  switch (type?.kind) {
    case undefined:
      throw new Error(`the schema lacks ${name}`)
    case "record":
      return fieldsOf(type.fields, depth)
    case "enum":
      return fc.constantFrom(...type.values.map(({ value }) => value))
    case "union":
      return fc.oneof(
        ...type.members
          // The member for the unknown is received, never sent; at depth, only what ends is generated.
          .filter((member) => !member.catchAll && (depth < 4 || !mentions(member.fields, name)))
          .map(({ tag, fields }) =>
            fieldsOf(fields, depth).map((rest) => ({ type: tag, ...rest })),
          ),
      )
  }
}

function mentions(fields: readonly FieldSchema[], name: string): boolean {
  return JSON.stringify(fields).includes(`"ref":"${name}"`)
}
