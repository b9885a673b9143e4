import { guardsOf } from "./guards.ts"
import { jsonWriter } from "./json.ts"
import {
  type FieldSchema,
  type GrammarNode,
  type OptionalNode,
  type ParamNode,
  type Schema,
  type TypeExpr,
  referred,
  typeNamed,
} from "./schema.ts"

// Turns a grammar into the JavaScript that writes it: an expression that joins its parts with `+`.

/** What a grammar writes, and how the code names it. */
export interface Scope {
  schema: Schema
  fields: readonly FieldSchema[]
  /** The JavaScript of a field's value, such as `params?.groupId`. */
  value: (field: string) => string
  /** The JavaScript of the place of a field, for errors, such as `"APIJoinGroup.groupId"`. */
  at: (field: string) => string
  /** Collects the functions and constants that the code refers to. */
  uses: Set<string>
}

/** The body of an arrow function that writes `nodes`: an expression, or a block. */
export function body(nodes: readonly GrammarNode[], scope: Scope): string {
  const guards = guardsOf(nodes, scope.schema, scope.fields)
  if (guards.size === 0) return sum(nodes, scope)

  // From the first part that something later can be mistaken for, each part is a constant; the last
  // one comes first, as a part that is left out looks at all that follows it.
  const first = Math.min(...guards.keys())
  const names = nodes.slice(first).map(constantOf)
  const constants = nodes.slice(first).map((node, index) => {
    const guard = guards.get(first + index)
    const following = names.slice(index + 1).join(" + ")
    const empty =
      guard === undefined
        ? undefined
        : call("absent", [following, `/^${guard.pattern}/`, scope.at(guard.param)], scope)
    return `const ${names[index]} = ${part(node, scope, empty)}`
  })
  const all = [...nodes.slice(0, first).map((node) => operand(node, scope)), ...names]
  return `{ ${constants.toReversed().join("\n")}\n return ${all.join(" + ")} }`
}

/** An expression that writes parts one after another. */
export function sum(nodes: readonly GrammarNode[], scope: Scope): string {
  let inner = scope
  const operands = nodes.map((node) => {
    const code = operand(node, inner)
    // What is required has been checked, so the object that holds it is there.
    if ("param" in node || "flag" in node || "when" in node) inner = given(scope)
    return code
  })
  return operands.length === 0 ? '""' : operands.join(" + ")
}

function operand(node: GrammarNode, scope: Scope): string {
  const code = part(node, scope)
  return "flag" in node || "optional" in node || "when" in node ? `(${code})` : code
}

/** The code that writes one part; `empty` is what is written when it is absent. */
function part(node: GrammarNode, scope: Scope, empty = '""'): string {
  if ("flag" in node) {
    const isOn = call("bool", [scope.value(node.flag), scope.at(node.flag)], scope)
    if (node.bare) return `${isOn} ? ${quote(node.literal)} : ${empty}`
    return node.default
      ? `${isOn} ? ${empty} : ${quote(`${node.literal}off`)}`
      : `${isOn} ? ${quote(`${node.literal}on`)} : ${empty}`
  }
  if ("literal" in node) return quote(node.literal)
  if ("param" in node) return parameter(node, scope)
  if ("optional" in node) return optional(node, scope, empty)
  if ("when" in node) {
    const conditions = node.when.map((field) =>
      call("bool", [scope.value(field), scope.at(field)], scope),
    )
    return `${conditions.join(" && ")} ? ${sum(node.then, scope)} : ${sum(node.else, scope)}`
  }
  if ("either" in node) return sum(node.either, scope)
  throw new Error(`${Object.keys(node).join()} is not allowed inside another part`)
}

function optional(node: OptionalNode, scope: Scope, empty: string): string {
  const { optional, only = {}, then } = node
  const absent = node.else === undefined ? empty : sum(node.else, scope)
  const inner = given(scope)
  const conditions = Object.entries(only).map(
    ([field, values]) =>
      `(${values.map((value) => `${inner.value(field)} === ${quote(value)}`).join(" || ")})`,
  )
  const wanted = Object.values(only).map((values) => values.join(" or "))
  const refusal = () => {
    const problem = quote(`${optional} only for ${wanted.join(" and ")}`)
    return call("fail", [scope.at(optional), problem], scope)
  }
  const text = sum(then, inner)
  const written =
    conditions.length === 0 ? text : `${conditions.join(" && ")} ? ${text} : ${refusal()}`
  return `${scope.value(optional)} == null ? ${absent} : ${written}`
}

function parameter({ param, as, of, by = "" }: ParamNode, scope: Scope): string {
  const type = scope.fields.find(({ name }) => name === param)?.type
  if (type === undefined) throw new Error(`the grammar names ${param}, which is not a field`)
  const place = [scope.value(param), scope.at(param)]
  if (as === "json") {
    const { name, first } = jsonWriter(type, scope.schema)
    return call(name, [...place, `'${first}'`], scope)
  }
  if (as === "word" && type === "utcTime") return call("utcTime", place, scope)
  if (of !== undefined) return symbol(place, of, scope)
  if (as === "texts") return texts(place, by, type, scope)
  if (as !== "text" && as !== "choice") return call(as, place, scope)

  const name = referred(type)
  if (name === undefined) throw new Error(`${param} is written as ${as} but has no declared type`)
  const declared = typeNamed(scope.schema, name)
  if (as === "text") {
    const [only] = declared.text ?? []
    return only !== undefined && "choice" in only
      ? symbol(place, only.choice, scope)
      : call(writerOf(declared), place, scope)
  }
  if (declared.kind !== "enum" || declared.tagged)
    throw new Error(`${param} is written as a choice, but ${name} is not an enumeration of strings`)
  scope.uses.add(name)
  return call("choice", [...place, name], scope)
}

/** Values of a type with text of its own, joined by a text. */
function texts(place: string[], by: string, type: TypeExpr, scope: Scope): string {
  const name = typeof type === "object" && "array" in type ? referred(type.array) : undefined
  if (name === undefined) throw new Error(`${place[0]} is not a list of a declared type`)
  const writer = writerOf(typeNamed(scope.schema, name))
  scope.uses.add(writer)
  return call("texts", [...place, quote(by), writer], scope)
}

/** The name of the function that writes a type with text of its own. */
export function writerOf({ name }: { name: string }): string {
  return `write${name}`
}

/** Code that writes one of some texts. */
export function symbol(
  place: string[],
  texts: Record<string, string>,
  scope: Pick<Scope, "uses">,
): string {
  return call("symbol", [...place, JSON.stringify(texts)], scope)
}

function call(helper: string, args: string[], scope: Pick<Scope, "uses">): string {
  scope.uses.add(helper)
  return `${helper}(${args.join(", ")})`
}

function constantOf(node: GrammarNode): string {
  if ("flag" in node) return node.flag
  if ("optional" in node) return node.optional
  throw new Error("after a part that may be left out, a text can only be optional")
}

/** A scope in which the object with the fields is known to be there. */
function given(scope: Scope): Scope {
  return { ...scope, value: (field) => scope.value(field).replace("?.", ".") }
}

/** A JavaScript string literal. */
export function quote(text: string): string {
  return JSON.stringify(text)
}
