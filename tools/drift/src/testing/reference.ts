// The reference of SimpleX Chat 7.0.4, rebuilt from tables of its facts in the layout of its pages.

import { readFileSync } from "node:fs"
import type { Api, Field, Message, Type } from "../model.ts"

interface Row {
  readonly tag: string
  readonly fields: readonly { readonly name: string; readonly type: string }[]
}

type TypeRow = { readonly name: string; readonly syntax?: string } & (
  | { readonly kind: "record"; readonly fields: Row["fields"] }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "union"; readonly members: readonly Row[] }
)

interface CommandRow {
  readonly category: string
  readonly name: string
  readonly network: string
  readonly params: Row["fields"]
  readonly syntax: string
  readonly responses: readonly string[]
}

/** What the reference says of every command, response, event and type. */
export const reference: Api = {
  commands: rows<CommandRow>("commands").map((row) => ({ ...row, params: row.params.map(field) })),
  responses: rows<Row>("responses").map(message),
  events: rows<Row & { category: string }>("events").map(({ category, ...row }) => ({
    ...message(row),
    category,
  })),
  types: rows<TypeRow>("types").map(type),
  errors: ["invalidChatItemUpdate", "fileCancel", "userExists"],
}

function rows<T>(table: string): T[] {
  const file = new URL(`../../fixtures/reference-7.0.4/${table}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, "utf8")) as T[]
}

function type(row: TypeRow): Type {
  const head = { name: row.name, syntax: row.syntax ?? "" }
  if (row.kind === "record") return { ...head, kind: "record", fields: row.fields.map(field) }
  if (row.kind === "enum") return { ...head, kind: "enum", values: row.values }
  return { ...head, kind: "union", members: row.members.map(message) }
}

function message({ tag, fields }: Row): Message {
  return { name: tag.charAt(0).toUpperCase() + tag.slice(1), tag, fields: fields.map(field) }
}

/** The tables also say which arrays are never empty, which the pages do not. */
function field({ name, type }: Row["fields"][number]): Field {
  const optional = type.endsWith("?")
  const written = type.replace(/\?$/, "").replaceAll("+", "")
  return { name, type: written.replace(/^\{(\w+):(.*)\}$/, "{$1 : $2}"), optional }
}
