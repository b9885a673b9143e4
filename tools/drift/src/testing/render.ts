// Writes a reference in the layout of SimpleX Chat's pages, with words of its own.

import type { Api, Command, Event, Field, Message, Type } from "../model.ts"
import type { Names } from "../expressions/syntax.ts"
import type { Pages } from "../reference/read.ts"
import { expressionsOf } from "./expressions.ts"

/** The three pages for an API. */
export function render(api: Api): Pages {
  const categories = <T extends { category: string }>(items: readonly T[]): [string, T[]][] =>
    Object.entries(Object.groupBy(items, ({ category }) => category)) as [string, T[]][]
  return {
    commands: page(
      categories(api.commands).map(([name, commands]) => ({
        name,
        names: commands.map((command) => command.name),
        text: commands.map((command) => commandText(command, api)),
      })),
    ),
    events: page(
      categories(api.events).map(([name, events]) => ({
        name,
        names: events.map((event) => event.name),
        text: events.map(eventText),
      })),
    ),
    types: [
      "# Types",
      "Made up for a test.",
      api.types.map(({ name }) => contentsLine(name)).join("\n"),
      ...api.types.map((type) => `---\n\n${typeText(type, api)}`),
    ].join("\n\n"),
  }
}

function page(categories: { name: string; names: string[]; text: string[] }[]): string {
  return [
    "# A page",
    "Made up for a test.",
    ...categories.map(({ name, names }) =>
      [contentsLink(name), ...names.map(contentsLine)].join("\n"),
    ),
    "---",
    ...categories.flatMap(({ name, text }) => [
      `## ${name}`,
      "What bots need:\n- [This](#this) for that.",
      ...text,
    ]),
  ].join("\n\n")
}

function commandText(command: Command, { responses, types, errors }: Api): string {
  const answers = command.responses.flatMap((tag) => responses.filter((one) => one.tag === tag))
  return [
    `### ${command.name}`,
    "It does something.\n\nNot always.",
    `*Network usage*: ${command.network}.`,
    ...(command.params.length === 0
      ? []
      : [`**Parameters**:\n${list(command.params, "./TYPES.md")}`]),
    syntaxText(command.syntax, { fields: command.params, types }),
    answers.length === 1 ? "**Response**:" : "**Responses**:",
    ...answers.map((answer) => `${answer.name}: It is done.\n${message(answer, "./TYPES.md")}`),
    ...(command.params.length > 1 && errors.length > 0 ? [errorsText(errors)] : []),
    "---",
  ].join("\n\n")
}

function eventText(event: Event): string {
  return [
    `### ${event.name}`,
    "Something happened.",
    `**Record type**:\n${message(event, "./TYPES.md")}`,
    "---",
  ].join("\n\n")
}

function errorsText(errors: readonly string[]): string {
  const constructors = errors.map((tag) => tag.charAt(0).toUpperCase() + tag.slice(1))
  return `**Errors**:\n${constructors.map((name) => `- ${name}: It is not done.`).join("\n")}`
}

function typeText(type: Type, { types }: Api): string {
  const head = type.name.startsWith("Chat") ? `## ${type.name}\n\nWhat it is.` : `## ${type.name}`
  const syntax =
    type.syntax === ""
      ? ""
      : `\n\n${syntaxText(type.syntax, { fields: fieldsOf(type), types, self: type })}`
  return `${head}\n\n${bodyText(type)}${syntax}`
}

function bodyText(type: Type): string {
  switch (type.kind) {
    case "record":
      return `**Record type**:\n${list(type.fields)}`
    case "enum":
      return `**Enum type**:\n${type.values.map((value) => `- "${value}"`).join("\n")}`
    case "union": {
      const members = type.members.map((member) => `${member.name}:\n${message(member)}`)
      return `**Discriminated union type**:\n\n${members.join("\n\n")}`
    }
  }
}

function fieldsOf(type: Type): readonly Field[] {
  if (type.kind === "record") return type.fields
  return type.kind === "union" ? type.members.flatMap(({ fields }) => fields) : []
}

function syntaxText(syntax: string, names: Names): string {
  const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``
  const { javascript, python } = expressionsOf(syntax, names)
  // A command without parameters has no expressions.
  const expressions =
    names.fields.length === 0 && names.self === undefined
      ? []
      : [block("javascript", javascript), block("python", python)]
  return ["**Syntax**:", block("", syntax), ...expressions].join("\n\n")
}

function message({ tag, fields }: Message, file = ""): string {
  return [`- type: "${tag}"`, ...(fields.length === 0 ? [] : [list(fields, file)])].join("\n")
}

function list(fields: readonly Field[], file = ""): string {
  return fields
    .map(({ name, type, optional }) => {
      const linked = type.replaceAll(/[A-Z]\w+/g, (ref) =>
        ["UTCTime", "JSONObject"].includes(ref) ? ref : `[${ref}](${file}#${ref.toLowerCase()})`,
      )
      return `- ${name}: ${linked}${optional ? "?" : ""}`
    })
    .join("\n")
}

function contentsLink(name: string): string {
  return `[${name}](#${name.toLowerCase().replaceAll(" ", "-")})`
}

function contentsLine(name: string): string {
  return `- ${contentsLink(name)}`
}
