import type { EnumSchema, FieldSchema, MemberSchema, Schema, TypeExpr } from "../schema.ts"

/** The fields of a record, of a union's member or of a command, ready to be looked up. */
export interface Fields {
  /** How a problem names their owner: `CIMeta`, `MsgContent.text`. */
  readonly owner: string
  readonly fields: readonly FieldSchema[]
  readonly names: ReadonlySet<string>
}

/** A declared type, ready to be looked up. */
export type Definition =
  | ({ readonly kind: "record" } & Fields)
  | {
      readonly kind: "union"
      readonly owner: string
      readonly members: ReadonlyMap<string, Fields>
      /** A tag that is not declared is as good as one that is. */
      readonly catchAll: boolean
    }
  | {
      readonly kind: "enum"
      readonly owner: string
      readonly values: ReadonlySet<string>
      readonly open: boolean
      readonly tagged: boolean
    }

/** Everything that can be validated by name: types, commands, `ChatResponse` and `ChatEvent`. */
export function definitionsOf(schema: Schema): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>()
  for (const { name, params } of schema.commands) {
    const written = params.filter((param) => param.unwritten === undefined)
    definitions.set(name, record(name, written))
  }
  // Types refer to each other by name, so a type wins over a command of the same name.
  for (const type of schema.types) {
    if (type.kind === "record") definitions.set(type.name, record(type.name, type.fields))
    else if (type.kind === "union") definitions.set(type.name, union(type.name, type.members))
    else definitions.set(type.name, enumeration(type))
  }
  definitions.set("ChatResponse", union("ChatResponse", schema.responses))
  definitions.set("ChatEvent", union("ChatEvent", schema.events))
  return definitions
}

/** A type expression in words: `[GroupInfo]`, `{int64}`, `int64`. */
export function nameOf(type: TypeExpr): string {
  if (typeof type === "string") return type
  if ("ref" in type) return type.ref
  if ("map" in type) return `{${nameOf(type.map)}}`
  if ("tuple" in type) return `(${type.tuple.map(nameOf).join(", ")})`
  if ("nullable" in type) return `${nameOf(type.nullable)} or null`
  return `[${nameOf(type.array)}]${type.nonEmpty ? "+" : ""}`
}

function record(owner: string, fields: readonly FieldSchema[]): Definition {
  return { kind: "record", ...fieldsOf(owner, fields) }
}

function union(owner: string, members: readonly MemberSchema[]): Definition {
  const declared = members.filter((member) => !member.catchAll)
  return {
    kind: "union",
    owner,
    members: new Map(declared.map(({ tag, fields }) => [tag, fieldsOf(`${owner}.${tag}`, fields)])),
    catchAll: declared.length < members.length,
  }
}

function enumeration({ name, values, open, tagged }: EnumSchema): Definition {
  return {
    kind: "enum",
    owner: name,
    values: new Set(values.map(({ value }) => value)),
    open: open === true,
    tagged: tagged === true,
  }
}

function fieldsOf(owner: string, fields: readonly FieldSchema[]): Fields {
  return { owner, fields, names: new Set(fields.map(({ name }) => name)) }
}
