import { readFileSync } from "node:fs"
// The source, as what is generated here goes into that package: it may not be there to be built.
// oxlint-disable-next-line no-restricted-imports
import * as shape from "../../../packages/types/src/read-schema.ts"

// oxlint-disable-next-line no-restricted-imports
export type * from "../../../packages/types/src/read-schema.ts"

/**
 * Reads a schema file.
 *
 * @throws {TypeError} when it is not one, with the place
 */
export function readSchema(file: string): shape.Schema {
  return shape.readSchema(readFileSync(file, "utf8"))
}

/**
 * The declared type of a name.
 *
 * @throws {Error} when the schema lacks it
 */
export function typeNamed(schema: shape.Schema, name: string): shape.TypeSchema {
  const type = schema.types.find((type) => type.name === name)
  if (type === undefined) throw new Error(`schema/api.json refers to ${name}, which it lacks`)
  return type
}

/** The name that a type expression refers to, if it does so directly. */
export function referred(type: shape.TypeExpr): string | undefined {
  return typeof type === "object" && "ref" in type ? type.ref : undefined
}
