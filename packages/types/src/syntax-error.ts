/**
 * A command cannot be written: a parameter is missing, or the core would not read it back as it is.
 * Nothing has been sent. The message names the parameter and what it must be, never its value.
 */
export class CommandSyntaxError extends Error {
  override readonly name = "CommandSyntaxError"
  /** The command (or the type with text of its own) that was to be written. */
  declare readonly command: string
  /** The command's parameter. */
  declare readonly parameter: string

  /**
   * @param at the command and its parameter, joined by a dot
   * @param wanted what the parameter takes, as in "booleans"
   */
  constructor(at: string, wanted: string) {
    super(at + " takes " + wanted)
    ;[this.command, this.parameter] = at.split(".") as [string, string]
  }
}

/**
 * Throws a {@link CommandSyntaxError} where an expression is wanted.
 *
 * @throws {CommandSyntaxError} always
 */
export const fail = (at: string, wanted: string): never => {
  throw new CommandSyntaxError(at, wanted)
}
