import { type ArgumentSchema, usageOf } from "../commands/read-arguments.ts"

/** What a command says about itself. */
export interface CommandInfo {
  /** The first of its names. */
  readonly name: string
  readonly description: string
  /** The arguments as usage shows them: `<minutes> <what>`. */
  readonly params: string | undefined
  /** What the menu of apps calls it; false to leave it out. Its description when absent. */
  readonly menu: string | false | undefined
}

/** Undefined for a command without a description. */
export function commandInfo(
  name: string,
  description: string | undefined,
  args: ArgumentSchema | undefined,
  menu: string | false | undefined,
): CommandInfo | undefined {
  if (description === undefined) return undefined
  const params = args === undefined ? "" : usageOf(name, args).slice(`/${name}`.length).trim()
  return { name, description, params: params === "" ? undefined : params, menu }
}
