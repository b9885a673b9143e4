import type { Command } from "../command.ts"
import type * as Commands from "../gen/commands/index.ts"

type Declared = typeof Commands

/** The name of a declared command. */
export type CommandName = {
  [Name in keyof Declared]: Declared[Name] extends Command<never, unknown> ? Name : never
}[keyof Declared]

/** A command as one of the declared ones: narrowing by `name` narrows `params`. */
export type CommandReading = {
  [Name in CommandName]: Declared[Name] extends Command<infer Params, unknown>
    ? { readonly name: Name; readonly params: Params }
    : never
}[CommandName]
