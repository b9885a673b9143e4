import type { Command } from "../command.ts"
import type * as Commands from "../gen/commands/index.ts"

type Declared = typeof Commands

/** The name of a declared command. */
export type CommandName = {
  [Name in keyof Declared]: Declared[Name] extends Command<never, unknown> ? Name : never
}[keyof Declared]

/** A command with all its parameters: narrowing by `name` narrows `params`. */
export type CommandReading = {
  [Name in CommandName]: Declared[Name] extends Command<infer Params, unknown>
    ? { readonly name: Name; readonly params: Params; readonly lookup?: undefined }
    : never
}[CommandName]

/**
 * The command behind a text for people, such as `/info @alice` for `APIContactInfo`. The
 * core looks up the required parameters that are not in `params`: chats, members and messages by
 * what `lookup` holds, and a missing `userId` is the active user's.
 */
export type ShorthandReading = {
  [Name in CommandName]: Declared[Name] extends Command<infer Params, unknown>
    ? { readonly name: Name; readonly params: Partial<Params>; readonly lookup: Lookup }
    : never
}[CommandName]

/** What a text names: `{ group: "team", member: "bob" }`. */
export type Lookup = Readonly<Record<string, unknown>>
