import { type FieldSchema, type Schema, type TypeExpr, typeNamed } from "./schema.ts"

/** The call that writes a parameter of this type as JSON: a function of syntax-json.ts, and what JSON begins with. */
export function jsonWriter(type: TypeExpr, schema: Schema): { name: string; first: string } {
  const name = holdsAnyNumber(type, schema, new Set()) ? "jsonData" : "json"
  return { name, first: firstOf(type) }
}

function firstOf(type: TypeExpr): string {
  if (type === "string") return '"'
  if (typeof type !== "object" || !("array" in type)) return "{"
  // Of an array that may be empty, the functions would have to know.
  if (type.nonEmpty) return `[${firstOf(type.array)}`
  throw new Error("only a non-empty array can be written as JSON")
}

/** Whether numbers other than integers may stand in a value of this type. */
function holdsAnyNumber(type: TypeExpr, schema: Schema, seen: Set<string>): boolean {
  if (typeof type === "string") return type === "double" || type.startsWith("json")
  if ("array" in type) return holdsAnyNumber(type.array, schema, seen)
  if ("map" in type) return holdsAnyNumber(type.map, schema, seen)
  if ("nullable" in type) return holdsAnyNumber(type.nullable, schema, seen)
  if ("tuple" in type) return type.tuple.some((part) => holdsAnyNumber(part, schema, seen))
  if (seen.has(type.ref)) return false
  seen.add(type.ref)
  return fieldsOf(type.ref, schema).some((field) => holdsAnyNumber(field.type, schema, seen))
}

/** The fields of a type; a member that stands for what is not known is never written. */
function fieldsOf(name: string, schema: Schema): readonly FieldSchema[] {
  const type = typeNamed(schema, name)
  if (type.kind === "record") return type.fields
  if (type.kind === "enum") return []
  return type.members.filter((member) => !member.catchAll).flatMap((member) => member.fields)
}
