import { body, quote, writerOf } from "./builder.ts"
import type { Command, EnumValue, Schema, Type } from "./schema.ts"

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
    at: (field) => `${name}.name + ${quote(`.${field}`)}`,
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

/** The constant of a type: an enumeration's values, and the way in which the type is written. */
export function typeConstant(type: Type): Constant | undefined {
  const values = type.kind === "enum" ? `${enumValues(type.values)} as const` : undefined
  if (type.text === undefined)
    return values === undefined ? undefined : { code: values, uses: new Set() }

  const writer = writerOf(type)
  const text = `{ cmdString: (value) => ${writer}(value, ${quote(`${type.name}.value`)}) }`
  return values === undefined
    ? { type: `TextForm<${type.name}>`, code: text, uses: new Set(["TextForm", writer]) }
    : {
        code: `/* @__PURE__ */ withText(${values}, ${text} satisfies TextForm<${type.name}>)`,
        uses: new Set(["TextForm", "withText", writer]),
      }
}

function enumValues(values: EnumValue[]): string {
  const lines = values.map(({ value, name, description }) => {
    const doc = description ? `/** ${description.replaceAll("*/", "*\\/")} */\n` : ""
    return `${doc}${name}: ${quote(value)},`
  })
  return `{\n${lines.join("\n")}\n}`
}
