// Our side: packages/types/schema/api.json.

import type { Api, Field, Message, Type } from "./model.ts"

// What is read of the schema's file here.
interface Schema {
  version: string
  types: TypeSchema[]
  commands: {
    name: string
    category: string
    network: string
    params: FieldSchema[]
    syntax: string
    responses: string[]
  }[]
  responses: MessageSchema[]
  events: (MessageSchema & { category: string })[]
}

type TypeSchema = { name: string; syntax?: string } & (
  | { kind: "record"; fields: FieldSchema[] }
  | { kind: "enum"; values: { value: string }[] }
  | { kind: "union"; members: MessageSchema[] }
)

interface MessageSchema {
  name: string
  tag: string
  fields: FieldSchema[]
}

interface FieldSchema {
  name: string
  type: TypeExpr
  optional?: true
}

type TypeExpr = string | { ref: string } | { array: TypeExpr } | { map: TypeExpr }

/** The version of SimpleX Chat that a schema declares, and its API. */
export function readSchema(json: string): { version: string; api: Api } {
  const schema = JSON.parse(json) as Schema
  return {
    version: schema.version,
    api: {
      commands: schema.commands.map((command) => ({
        name: command.name,
        category: command.category,
        network: command.network,
        params: command.params.map(fieldOf),
        syntax: command.syntax,
        responses: command.responses,
      })),
      responses: schema.responses.map(messageOf),
      events: schema.events.map((event) => ({ ...messageOf(event), category: event.category })),
      types: schema.types.map(typeOf),
    },
  }
}

function typeOf(type: TypeSchema): Type {
  const head = { name: type.name, syntax: type.syntax ?? "" }
  switch (type.kind) {
    case "record":
      return { ...head, kind: "record", fields: type.fields.map(fieldOf) }
    case "enum":
      return { ...head, kind: "enum", values: type.values.map(({ value }) => value) }
    case "union":
      return { ...head, kind: "union", members: type.members.map(messageOf) }
  }
}

function messageOf({ name, tag, fields }: MessageSchema): Message {
  return { name, tag, fields: fields.map(fieldOf) }
}

function fieldOf({ name, type, optional }: FieldSchema): Field {
  return { name, type: textOf(type), optional: optional === true }
}

/** The reference does not say which arrays must not be empty, so that is left out. */
function textOf(type: TypeExpr): string {
  if (type === "utcTime") return "UTCTime"
  if (type === "jsonObject") return "JSONObject"
  if (typeof type === "string") return type
  if ("ref" in type) return type.ref
  if ("array" in type) return `[${textOf(type.array)}]`
  return `{string : ${textOf(type.map)}}`
}
