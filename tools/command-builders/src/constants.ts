import { body, branches, quote, type Scope } from "./builder.ts"
import type { Command, Schema, Type } from "./schema.ts"

// The constants that give a name of the API something to do at run time.

export interface Constant {
  /** Its type, where the initializer does not say it. */
  type?: string
  code: string
  /** The functions, types and constants of other modules that it refers to. */
  uses: Set<string>
}

/** The builder of a command. */
export function commandConstant(command: Command, schema: Schema): Constant {
  const { name, grammar } = command
  const fields = command.params.filter((param) => param.unwritten === undefined)
  const uses = new Set(["Command"])
  const code = body(grammar, {
    schema,
    fields,
    // `?.`, so that a caller who gives no parameters at all is told of the first that is missing.
    value: (field) => `params?.${field}`,
    at: (field) => quote(`${name}.${field}`),
    uses,
  })
  // A command without parameters can be written without an empty object.
  const params = fields.length === 0 ? `${name} | void` : name
  return {
    type: `Command<${params}, ${name}.Response>`,
    code: `{ name: ${quote(name)}, cmdString: (${fields.length === 0 ? "" : "params"}) => ${code} }`,
    uses,
  }
}

/** The constant of a type: an enumeration's values, the way in which the type is written. */
export function typeConstant(type: Type, schema: Schema): Constant | undefined {
  const uses = new Set<string>()
  const values = type.kind === "enum" ? enumValues(type.values) : undefined
  if (type.text === undefined)
    return values === undefined ? undefined : { code: `${values} as const`, uses }

  const scope = (fields: Scope["fields"], value: string): Scope => ({
    schema,
    fields,
    value: (field) => `${value}.${field}`,
    at: (field) => `\`\${at}.${field}\``,
    uses,
  })
  const cmdString = `(value, at = ${quote(type.name)}) => ${textBody(type, scope)}`
  uses.add("TextForm")
  if (values === undefined)
    return { type: `TextForm<${type.name}>`, code: `{ cmdString: ${cmdString} }`, uses }
  uses.add("withText")
  return {
    code: `/* @__PURE__ */ withText(${values} as const, { cmdString: ${cmdString} } satisfies TextForm<${type.name}>)`,
    uses,
  }
}

function textBody(type: Type, scope: (fields: Scope["fields"], value: string) => Scope): string {
  const { text = [] } = type
  const [only] = text
  if (type.kind === "record") return body(text, scope(type.fields, "value?"))
  if (text.length === 1 && only !== undefined) {
    if (type.kind === "enum" && "choice" in only) {
      scope([], "value").uses.add("symbol")
      return `symbol(value, at, ${JSON.stringify(only.choice)})`
    }
    if (type.kind === "union" && "cases" in only) {
      const members = new Map(type.members.map((member) => [member.tag, member.fields]))
      const code = branches(only, (tag) => scope(members.get(tag) ?? [], "value"))
      const tags = only.cases.map(({ tag }) => tag).join(", ")
      scope([], "value").uses.add("CommandSyntaxError")
      return `{
        switch (value?.type) {
          ${code}
          default: throw new CommandSyntaxError(\`\${at}.type\`, ${quote(`must be one of ${tags}`)})
        }
      }`
    }
  }
  throw new Error(`the text of ${type.name} does not suit its kind, ${type.kind}`)
}

function enumValues(values: { value: string; name: string; description?: string }[]): string {
  const lines = values.map(({ value, name, description }) => {
    const doc = description ? `/** ${description.replaceAll("*/", "*\\/")} */\n` : ""
    return `${doc}${name}: ${quote(value)},`
  })
  return `{\n${lines.join("\n")}\n}`
}
