// Our side: packages/types/schema/api.json.

// The source, as `pnpm drift` runs in a checkout where nothing is built.
// oxlint-disable-next-line no-restricted-imports
import * as schemaFile from "../../../packages/types/src/read-schema.ts"
import type { Api, Field, Message, Type } from "./model.ts"

/**
 * The version of SimpleX Chat that a schema declares, and its API.
 *
 * @throws {TypeError} when it is no schema, with the place
 */
export function readSchema(json: string): { version: string; api: Api } {
  const schema = schemaFile.readSchema(json)
  return {
    version: schema.version,
    api: {
      commands: schema.commands.map((command) => ({
        name: command.name,
        category: command.category ?? "",
        network: command.network ?? "",
        params: command.params.map(fieldOf),
        syntax: command.syntax ?? "",
        responses: command.responses,
      })),
      responses: schema.responses.map(messageOf),
      events: schema.events.map((event) => ({
        ...messageOf(event),
        category: event.category ?? "",
      })),
      types: schema.types.map(typeOf),
    },
  }
}

function typeOf(type: schemaFile.TypeSchema): Type {
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

function messageOf({ name, tag, fields }: schemaFile.MemberSchema): Message {
  return { name, tag, fields: fields.map(fieldOf) }
}

function fieldOf({ name, type, optional }: schemaFile.FieldSchema): Field {
  return { name, type: textOf(type), optional: optional === true }
}

/** The reference does not say which arrays must not be empty, so that is left out. */
function textOf(type: schemaFile.TypeExpr): string {
  if (type === "utcTime") return "UTCTime"
  if (type === "jsonObject") return "JSONObject"
  if (type === "jsonValue") return "JSONValue"
  if (typeof type === "string") return type
  if ("ref" in type) return type.ref
  if ("array" in type) return `[${textOf(type.array)}]`
  if ("tuple" in type) return `(${type.tuple.map(textOf).join(",")})`
  if ("nullable" in type) return `${textOf(type.nullable)}?`
  return `{string : ${textOf(type.map)}}`
}
