import type { FieldSchema, Schema, TypeExpr } from "../../src/schema.ts"
import { CommandParseError } from "../../src/parse.ts"
import { sentBy } from "./answers.ts"
import { exchangesOf } from "./exchanges.ts"
import type { Session } from "./sessions.ts"

/** What is declared, by kind and name. */
export interface Names {
  readonly commands: readonly string[]
  readonly responses: readonly string[]
  readonly events: readonly string[]
  readonly types: readonly string[]
}

/** What is declared, and what of that no recording shows. */
export interface Unseen {
  readonly declared: Names
  readonly unseen: Names
}

/** Compares the schema with recordings: with what was sent, and with the values in all of it. */
export function unseenIn(sessions: readonly Session[], schema: Schema): Unseen {
  const types = new Types(schema)
  const seen = {
    commands: new Set<string>(),
    responses: new Set<string>(),
    events: new Set<string>(),
  }
  for (const { kind, tag, declaration, value } of sentBy(sessions)) {
    if (kind === "answer") seen.responses.add(tag)
    if (kind === "event") seen.events.add(tag)
    // An error comes bare here, and inside this answer over a WebSocket.
    if (kind === "error") seen.responses.add("chatCmdError")
    types.see(declaration, value)
  }
  for (const { command } of sessions.flatMap(exchangesOf)) {
    if (command instanceof CommandParseError) continue
    seen.commands.add(command.name)
    types.see(command.name, command.params)
  }
  const declared = {
    commands: schema.commands.map(({ name }) => name),
    responses: schema.responses.map(({ tag }) => tag),
    events: schema.events.map(({ tag }) => tag),
    types: schema.types.map(({ name }) => name),
  }
  return {
    declared,
    unseen: {
      commands: declared.commands.filter((name) => !seen.commands.has(name)),
      responses: declared.responses.filter((tag) => !seen.responses.has(tag)),
      events: declared.events.filter((tag) => !seen.events.has(tag)),
      types: declared.types.filter((name) => !types.seen.has(name)),
    },
  }
}

/** Follows values through the declared types. */
class Types {
  readonly seen = new Set<string>()
  readonly #fieldsOf = new Map<string, (value: object) => readonly FieldSchema[]>()

  constructor({ types, commands, responses, events }: Schema) {
    for (const { name, params } of commands) this.#fieldsOf.set(name, () => params)
    const unions = types.flatMap((type) =>
      type.kind === "union" ? [{ name: type.name, members: type.members }] : [],
    )
    unions.push(
      { name: "ChatResponse", members: responses },
      { name: "ChatEvent", members: events },
    )
    for (const { name, members } of unions) {
      const fields = new Map(members.map(({ tag, fields }) => [tag, fields]))
      this.#fieldsOf.set(name, (value) =>
        "type" in value ? (fields.get(String(value.type)) ?? []) : [],
      )
    }
    for (const type of types) {
      if (type.kind === "record") this.#fieldsOf.set(type.name, () => type.fields)
    }
  }

  see(name: string, value: unknown): void {
    this.seen.add(name)
    if (typeof value !== "object" || value === null) return
    for (const { name: field, type } of this.#fieldsOf.get(name)?.(value) ?? []) {
      this.#follow(type, (value as Readonly<Record<string, unknown>>)[field])
    }
  }

  #follow(type: TypeExpr, value: unknown): void {
    if (value === undefined || value === null || typeof type === "string") return
    if ("ref" in type) this.see(type.ref, value)
    else if ("nullable" in type) this.#follow(type.nullable, value)
    else if ("tuple" in type)
      type.tuple.forEach((part, at) => this.#follow(part, (value as unknown[])[at]))
    else {
      const inner = "array" in type ? type.array : type.map
      for (const element of Object.values(value)) this.#follow(inner, element)
    }
  }
}
