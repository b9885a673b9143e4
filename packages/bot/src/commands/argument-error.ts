import { BotError } from "../errors.ts"

/** Where an {@link ArgumentError} comes from. */
export interface ArgumentPlace {
  /** The name of the argument. */
  readonly argument?: string | undefined
  /** How the command is written: `/add <a> <b>`. */
  readonly usage?: string | undefined
}

/**
 * The arguments of a command are not as declared. Its message is shown to the person who sent it:
 * throw one in `arg.custom` to say what is needed.
 *
 * ```ts
 * const even = arg.custom((word) => {
 *   const n = Number(word)
 *   if (n % 2 !== 0) throw new ArgumentError("an even number is needed")
 *   return n
 * })
 * ```
 */
export class ArgumentError extends BotError {
  override readonly name = "ArgumentError"
  /** What is needed, without the name of the argument. */
  readonly problem: string
  /** The name of the argument; undefined when there are too many. */
  readonly argument: string | undefined
  /** How the command is written: `/add <a> <b>`. */
  readonly usage: string | undefined

  constructor(problem: string, { argument, usage }: ArgumentPlace = {}) {
    const where = argument === undefined ? "" : `${argument}: `
    super(`${where}${problem}${usage === undefined ? "" : `\nUsage: ${usage}`}`)
    this.problem = problem
    this.argument = argument
    this.usage = usage
  }
}
