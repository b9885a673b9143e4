// Our side: packages/types/schema/api.json.

import type { Deviation } from "./deviations.ts"
import type { Api, Field, Message, Type } from "./model.ts"
import * as schemaFile from "./schema-file.ts"
import { undocumentedIn } from "./undocumented.ts"

/** The types whose members the reference lists as errors of commands. */
const errorTypes = new Set(["ChatError", "ChatErrorType", "StoreError"])

/** What a schema declares. */
export interface Declared {
  /** The version of SimpleX Chat. */
  readonly version: string
  readonly api: Api
  /** What it marks as undocumented: the reference does not have it. */
  readonly undocumented: readonly Deviation[]
}

/**
 * Reads a schema file.
 *
 * @throws {TypeError} when it is no schema, with the place
 */
export function readSchema(json: string): Declared {
  const schema = schemaFile.readSchema(json)
  return {
    version: schema.version,
    undocumented: undocumentedIn(schema),
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
      errors: schema.types.flatMap((type) =>
        errorTypes.has(type.name) && type.kind === "union"
          ? type.members.map(({ tag }) => tag)
          : [],
      ),
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
