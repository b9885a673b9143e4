import type { FieldSchema, MemberSchema, Schema, TypeSchema } from "../../src/schema.ts"
import type { Difference } from "./differences.ts"

/** The declared API as the differences say that it was before: nothing else is changed. */
export function formerSchema(schema: Schema, differences: readonly Difference[]): Schema {
  return differences.reduce(undo, schema)
}

function undo(schema: Schema, difference: Difference): Schema {
  switch (difference.change) {
    case "type removed since":
      return { ...schema, types: [...schema.types, difference.was] }
    case "another kind since":
      return withType(schema, difference.type, () => difference.was)
    case "member removed since": {
      const { tag, fields } = difference
      return withType(schema, difference.type, (type) => {
        if (type.kind !== "union") throw new Error(`${type.name} is no union`)
        return { ...type, members: [...type.members, { tag, name: tag, fields }] }
      })
    }
    case "required since":
    case "removed since":
    case "another type since":
      return withFields(schema, difference.type, (fields) => undoField(fields, difference))
  }
}

type FieldDifference = Extract<Difference, { field: string }>

function undoField(fields: readonly FieldSchema[], difference: FieldDifference): FieldSchema[] {
  const { change, type, field: name } = difference
  const declared = fields.find((field) => field.name === name)
  const others = fields.filter((field) => field !== declared)
  if (change === "removed since") {
    if (declared !== undefined) throw new Error(`${type}.${name} is still declared`)
    return [...others, formerField(difference)]
  }
  if (declared === undefined) throw new Error(`${type}.${name} is not declared`)
  if (change === "another type since") return [...others, { ...declared, type: difference.was }]
  if (declared.optional) throw new Error(`${type}.${name} is optional and needs no exception`)
  return others
}

function formerField({ field: name, was, optional }: Extract<Difference, { optional?: true }>) {
  return optional ? { name, type: was, optional } : { name, type: was }
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
  if (name === "ChatResponse") return { ...schema, responses: changeMembers(schema.responses) }
  if (name === "ChatEvent") return { ...schema, events: changeMembers(schema.events) }
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
