/**
 * A command cannot be written: a parameter is missing, or the core would not read it back as it is.
 * Nothing has been sent. The message names the parameter and what it must be, never its value.
 */
export class CommandSyntaxError extends Error {
  override readonly name = "CommandSyntaxError"
  /** The command (or the type with text of its own) that was to be written. */
  declare readonly command: string
  /** The command's parameter. The message says where in it, as in `sendRef.chatId`. */
  declare readonly parameter: string

  /**
   * @param at the command, its parameter, and the place in it, joined by dots
   * @param problem what it must be, as in "must be a whole number"
   */
  constructor(at: string, problem: string) {
    super(`${at} ${problem}`)
    ;[this.command, this.parameter = ""] = at.split(".") as [string, string?]
  }
}
