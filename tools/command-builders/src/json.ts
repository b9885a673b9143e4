import { type Field, type Schema, type TypeExpr, typeNamed } from "./schema.ts"

/** The function of syntax-json.ts that writes a parameter of this type as JSON. */
export function writeJson(type: TypeExpr, schema: Schema): string {
  if (type === "string") return "jsonString"
  const anyNumbers = holdsAnyNumber(type, schema, new Set())
  if (typeof type === "object" && "array" in type) {
    if (type.nonEmpty && !anyNumbers) return "jsonArray"
    throw new Error("only a non-empty array of integers and objects can be written as JSON")
  }
  return anyNumbers ? "jsonData" : "jsonObject"
}

/** Whether numbers other than integers may stand in a value of this type. */
function holdsAnyNumber(type: TypeExpr, schema: Schema, seen: Set<string>): boolean {
  if (typeof type === "string") return type === "double" || type === "jsonObject"
  if ("array" in type) return holdsAnyNumber(type.array, schema, seen)
  if ("map" in type) return holdsAnyNumber(type.map, schema, seen)
  if (seen.has(type.ref)) return false
  seen.add(type.ref)
  return fieldsOf(type.ref, schema).some((field) => holdsAnyNumber(field.type, schema, seen))
}

/** The fields of a type; a member that stands for what is not known is never written. */
function fieldsOf(name: string, schema: Schema): Field[] {
  const type = typeNamed(schema, name)
  if (type.kind === "record") return type.fields
  if (type.kind === "enum") return []
  return type.members.filter((member) => !member.catchAll).flatMap((member) => member.fields)
}
