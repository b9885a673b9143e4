import { readSchema, type Schema } from "@simplex-chat/types/schema"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { recordedExamples } from "../recorded-examples.ts"
import { cell, type Page, prose } from "./page.ts"

type Field = Schema["responses"][number]["fields"][number]
const examples = recordedExamples()
const schemaFile = fileURLToPath(import.meta.resolve("@simplex-chat/types/schema.json"))

/** A page for each area of commands, events and types, and one for the responses. */
export function wirePages(): Page[] {
  const schema = readSchema(readFileSync(schemaFile, "utf8"))
  return [
    ...grouped(schema.commands, ({ category }) => category ?? "Other").map(([area, commands], n) =>
      page("commands", area, n, commands.map(command)),
    ),
    ...grouped(schema.events, ({ category }) => category ?? "Other").map(([area, events], n) =>
      page(
        "events",
        area,
        n,
        events.map((event) => tagged(event, examples.event(event.tag))),
      ),
    ),
    ...grouped(schema.responses, ({ tag }) => `Responses ${tag[0]?.toUpperCase() ?? ""}`).map(
      ([area, responses], n) =>
        page(
          "responses",
          area,
          n,
          responses.map((response) => tagged(response, examples.response(response.tag))),
        ),
    ),
    ...grouped(schema.types, ({ area }) => area ?? "Other").map(([area, types], n) =>
      page("types", area, n, types.map(typeSection)),
    ),
  ]
}

function page(kind: string, area: string, order: number, sections: readonly string[]): Page {
  const slug = area
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
  return {
    path: `wire/${kind}/${slug}.md`,
    title: kind === "types" ? `Types: ${area}` : area,
    description: `The ${kind} of the wire API: ${area}`,
    order,
    body: sections.join("\n\n"),
  }
}

function command(one: Schema["commands"][number]): string {
  const example = examples.command(one.name)
  return [
    `## ${one.name}`,
    prose(one.description ?? ""),
    one.syntax === undefined ? "" : `\`\`\`text\n${one.syntax}\n\`\`\``,
    fieldTable(one.params),
    `Answers: ${one.responses.map((tag) => `\`${tag}\``).join(", ")}.`,
    example === undefined ? "" : `Recorded, shortened:\n\n\`\`\`text\n${example}\n\`\`\``,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
}

function tagged(one: Schema["responses"][number], example: string | undefined): string {
  return [
    `## ${one.tag}`,
    prose(one.description ?? ""),
    fieldTable(one.fields),
    example === undefined
      ? "No recording shows it."
      : `Recorded, shortened:\n\n\`\`\`json\n${example}\n\`\`\``,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
}

function typeSection(one: Schema["types"][number]): string {
  return [`## ${one.name}`, prose(one.description ?? ""), bodyOf(one)]
    .filter((part) => part !== "")
    .join("\n\n")
}

/** Records have fields, unions have members with fields of their own, enumerations have values. */
function bodyOf(one: Schema["types"][number]): string {
  if (one.kind === "record") return fieldTable(one.fields)
  if (one.kind === "enum") {
    return `| value | |\n| --- | --- |\n${one.values.map(({ value, description }) => `| \`${value}\` | ${cell(prose(description ?? ""))} |`).join("\n")}`
  }
  return one.members
    .map(({ tag, description, fields }) =>
      `**\`${tag}\`** ${prose(description ?? "")}\n\n${fieldTable(fields)}`.trim(),
    )
    .join("\n\n")
}

function fieldTable(fields: readonly Field[]): string {
  if (fields.length === 0) return ""
  const rows = fields.map(
    ({ name, type, optional, description }) =>
      `| \`${name}${optional === true ? "?" : ""}\` | \`${typeText(type)}\` | ${cell(prose(description ?? ""))} |`,
  )
  return `| field | type | |\n| --- | --- | --- |\n${rows.join("\n")}`
}

function typeText(type: Field["type"]): string {
  if (typeof type === "string") return type
  if ("ref" in type) return type.ref
  if ("array" in type) return `${typeText(type.array)}[]`
  if ("map" in type) return `{ [key]: ${typeText(type.map)} }`
  if ("nullable" in type) return cell(`${typeText(type.nullable)} | null`)
  return `[${type.tuple.map(typeText).join(", ")}]`
}

function grouped<One>(all: readonly One[], groupOf: (one: One) => string): [string, One[]][] {
  const groups = new Map<string, One[]>()
  for (const one of all) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one])
  return [...groups].toSorted(([a], [b]) => a.localeCompare(b))
}
