import type { FieldSchema, MemberSchema, Schema, TypeSchema } from "../../src/schema.ts"
import type { Difference } from "./differences.ts"

/** The declared API as the differences say that it was before: nothing else is changed. */
export function formerSchema(schema: Schema, differences: readonly Difference[]): Schema {
  return differences.reduce(undo, schema)
}

function undo(schema: Schema, difference: Difference): Schema {
  return withFields(schema, difference.type, (fields) => undoField(fields, difference))
}

function undoField(fields: readonly FieldSchema[], difference: Difference): FieldSchema[] {
  const { type, field: name } = difference
  const declared = fields.find((field) => field.name === name)
  const others = fields.filter((field) => field !== declared)
  if (difference.change === "removed since") {
    if (declared !== undefined) throw new Error(`${type}.${name} is still declared`)
    const { was, optional } = difference
    return [...others, optional ? { name, type: was, optional } : { name, type: was }]
  }
  if (declared === undefined) throw new Error(`${type}.${name} is not declared`)
  if (declared.optional) throw new Error(`${type}.${name} is optional and needs no exception`)
  return others
}

function withFields(
  schema: Schema,
  owner: string,
  change: (fields: readonly FieldSchema[]) => readonly FieldSchema[],
): Schema {
  const [name = "", tag] = owner.split(".")
  const changeMembers = (members: readonly MemberSchema[]) => {
    if (!members.some((member) => member.tag === tag)) throw new Error(`${owner} is not declared`)
    return members.map((member) =>
      member.tag === tag ? { ...member, fields: change(member.fields) } : member,
    )
  }
  return withType(schema, name, (type) => {
    if (type.kind === "union") return { ...type, members: changeMembers(type.members) }
    if (type.kind === "record" && tag === undefined) {
      return { ...type, fields: change(type.fields) }
    }
    throw new Error(`${owner} has no fields`)
  })
}

function withType(schema: Schema, name: string, change: (type: TypeSchema) => TypeSchema): Schema {
  if (!schema.types.some((type) => type.name === name)) throw new Error(`${name} is not declared`)
  return {
    ...schema,
    types: schema.types.map((type) => (type.name === name ? change(type) : type)),
  }
}
