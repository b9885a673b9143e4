import { type FieldSchema, type Schema, type TypeExpr, typeNamed } from "./schema.ts"

/** The call that writes a parameter of this type as JSON: a function of syntax-json.ts, and what JSON begins with. */
export function jsonWriter(type: TypeExpr, schema: Schema): { name: string; first: string } {
  const name = holdsAnyNumber(type, schema, new Set()) ? "jsonData" : "json"
  return { name, first: firstOf(type) }
}

function firstOf(type: TypeExpr): string {
  if (type === "string") return '"'
  if (typeof type !== "object" || !("array" in type)) return "{"
  return type.nonEmpty ? `[${firstOf(type.array)}` : "["
}

/** Whether a value of this type may contain numbers other than integers. */
function holdsAnyNumber(type: TypeExpr, schema: Schema, seen: Set<string>): boolean {
  if (typeof type === "string") return ["double", "jsonObject", "jsonValue"].includes(type)
  if ("array" in type) return holdsAnyNumber(type.array, schema, seen)
  if ("map" in type) return holdsAnyNumber(type.map, schema, seen)
  if ("tuple" in type) return type.tuple.some((one) => holdsAnyNumber(one, schema, seen))
  if ("nullable" in type) return holdsAnyNumber(type.nullable, schema, seen)
  if (seen.has(type.ref)) return false
  seen.add(type.ref)
  return fieldsOf(type.ref, schema).some((field) => holdsAnyNumber(field.type, schema, seen))
}

/** The fields of a type; a member for unknown values is never written. */
function fieldsOf(name: string, schema: Schema): readonly FieldSchema[] {
  const type = typeNamed(schema, name)
  if (type.kind === "record") return type.fields
  if (type.kind === "enum") return []
  return type.members.filter((member) => !member.catchAll).flatMap((member) => member.fields)
}
