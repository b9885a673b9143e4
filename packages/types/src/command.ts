/** The key of a property that no command has: it only carries the type of the answer. */
declare const answer: unique symbol

/**
 * A command of the API: its name, and how its parameters become the text that the core reads.
 * Every name of `CC` is one, and the type of its parameters as well.
 *
 * ```ts
 * function send<Params, Response>(command: Command<Params, Response>, params: Params) {
 *   return core.send(command.cmdString(params)) as Promise<Response>
 * }
 * ```
 */
export interface Command<Params, Response> {
  readonly name: string
  /**
   * Writes the command.
   *
   * @throws {CommandSyntaxError} when a parameter is missing, or would not read back as it is
   */
  readonly cmdString: (params: Params) => string
  readonly [answer]?: Response
}

/** A type that is written inside a command in a way of its own, such as `@4` for a chat. */
export interface TextForm<Value> {
  /**
   * Writes the value.
   *
   * @throws {CommandSyntaxError} when the value would not read back as it is
   */
  readonly cmdString: (value: Value) => string
}
