import { readFileSync } from "node:fs"
import { checkShape } from "./shape.ts"

// What the generator reads of schema/api.json, which bots/ writes and checks.

export interface Schema {
  version: string
  types: Type[]
  commands: Command[]
  responses: Member[]
  events: Member[]
}

export type TypeExpr =
  string | { ref: string } | { array: TypeExpr; nonEmpty?: true } | { map: TypeExpr }

export interface Field {
  name: string
  type: TypeExpr
  optional?: true
}

export interface Member {
  tag: string
  name: string
  fields: Field[]
  catchAll?: true
}

export type Type = { name: string; text?: Node[] } & (
  | { kind: "record"; fields: Field[] }
  | { kind: "enum"; values: EnumValue[]; tagged?: true }
  | { kind: "union"; members: Member[] }
)

export interface EnumValue {
  value: string
  name: string
  description?: string
}

export interface Command {
  name: string
  params: (Field & { unwritten?: string })[]
  grammar: Node[]
  responses: string[]
}

export interface Literal {
  literal: string
  reads?: string[]
}

export interface Param {
  param: string
  as: "number" | "word" | "rest" | "onOff" | "choice" | "numbers" | "json" | "text"
}

interface Flag {
  flag: string
  literal: string
  default?: true
  bare?: true
  reads?: string[]
}

export interface Optional {
  optional: string
  /** The values of other fields, those before it, with which it may be given. */
  only?: Record<string, string[]>
  then: Node[]
}

export interface Cases {
  cases: { tag: string; then: Node[] }[]
}

/** One part of a command's text. */
export type Node =
  | Literal
  | Param
  | { choice: Record<string, string> }
  | Flag
  | Optional
  | Cases
  | { when: string[]; then: Node[]; else: Node[] }
  | { either: Node[]; reads: { nodes: Node[] }[] }

/**
 * Reads a schema file.
 *
 * @throws when it is not one, with the place
 */
export function readSchema(file: string): Schema {
  const schema: unknown = JSON.parse(readFileSync(file, "utf8"))
  checkShape(schema)
  return schema
}

/** The declared type of a name. */
export function typeNamed(schema: Schema, name: string): Type {
  const type = schema.types.find((type) => type.name === name)
  if (type === undefined) throw new Error(`schema/api.json refers to ${name}, which it lacks`)
  return type
}

/** The name that a type expression refers to, if it does so directly. */
export function referred(type: TypeExpr): string | undefined {
  return typeof type === "object" && "ref" in type ? type.ref : undefined
}
