import { body, quote } from "./builder.ts"
import type { CommandSchema, Schema } from "./schema.ts"

/** A constant that gives a name of the API something to do at run time. */
export interface Constant {
  type: string
  code: string
  /** The functions, types and constants of other modules that it refers to. */
  uses: Set<string>
}

/** The builder of a command. */
export function commandConstant(command: CommandSchema, schema: Schema): Constant {
  const { name, grammar } = command
  const fields = command.params.filter((param) => param.unwritten === undefined)
  const uses = new Set(["Command"])
  const code = body(grammar, {
    schema,
    fields,
    // `?.`, so that a call without parameters gets an error about the first that is missing.
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
