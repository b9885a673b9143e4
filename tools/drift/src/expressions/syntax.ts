// What an expression writes, as the reference's own syntax says it.

import type { Field, Type } from "../model.ts"
import type { Condition, Expression } from "./expression.ts"

/** What an expression can name: the parameters of a command, or the fields of a type. */
export interface Names {
  readonly fields: readonly Field[]
  readonly types: readonly Type[]
  /** The type whose own text it is, which the expression calls `self`. */
  readonly self?: Type
}

/**
 * `/_user <userId>[ <json(viewPwd)>]`
 *
 * @returns `"an unknown name: x"` and the like when a name is none of these
 */
export function syntaxOf(expression: Expression, names: Names): string {
  switch (expression.kind) {
    case "text":
      return expression.text
    case "sum":
      return expression.parts.map((part) => syntaxOf(part, names)).join("")
    case "value":
      return valueSyntax(expression, names)
    case "choice":
      return choiceSyntax(expression, names)
  }
}

function valueSyntax({ name, as }: Expression & { kind: "value" }, names: Names): string {
  if (as === "json") return `<json(${name})>`
  if (as === "text") return `<str(${name})>`
  if (as === "list") return `<${name}[0]>[,<${name}[1]>...]`
  const { self } = names
  if (name === "type" && self?.kind === "union") return self.members.map(({ tag }) => tag).join("|")
  const field = names.fields.find((field) => field.name === name)
  if (field === undefined) return `<an unknown name: ${name}>`
  const type = names.types.find((type) => type.name === field.type)
  // Python writes `str(x)` for types with a text of their own as for numbers.
  if (type !== undefined && type.syntax !== "") return `<str(${name})>`
  return type?.kind === "enum" ? type.values.join("|") : `<${name}>`
}

function choiceSyntax(choice: Expression & { kind: "choice" }, names: Names): string {
  const yes = syntaxOf(choice.yes, names)
  const no = syntaxOf(choice.no, names)
  if (isOfSelf(choice.condition, names)) return `${yes}|${no}`
  if (yes === "") return no.startsWith("[") ? no : `[${no}]`
  return no === "" ? `[${yes}]` : `${yes}|${no}`
}

/** Whether each value of an enumeration has a text, to choose from. */
function isOfSelf({ name, is }: Condition, { self }: Names): boolean {
  return name === "self" && typeof is === "object" && self?.kind === "enum"
}
