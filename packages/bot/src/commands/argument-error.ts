import { BotError } from "../errors.ts"
import { english, ownText, type OwnTextKey, type TextArgs } from "../texts/own-texts.ts"

/** Where an {@link ArgumentError} comes from. */
export interface ArgumentPlace {
  /** The name of the argument. */
  readonly argument?: string | undefined
  /** How the command is written: `/add <a> <b>`. */
  readonly usage?: string | undefined
  /** What is needed, for other languages. */
  readonly reason?: ArgumentReason | undefined
}

/** A text of the framework. */
export interface ArgumentReason {
  readonly key: OwnTextKey
  readonly args?: TextArgs | undefined
}

/** @internal An error of the framework, which can be said in other languages. */
export function argumentError(reason: ArgumentReason, place: ArgumentPlace = {}): ArgumentError {
  const inEnglish: (args: TextArgs) => string = english[reason.key]
  return new ArgumentError(inEnglish(reason.args ?? {}), { ...place, reason })
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
  /** What is needed, for other languages; undefined for a problem of your own. */
  readonly reason: ArgumentReason | undefined

  constructor(problem: string, { argument, usage, reason }: ArgumentPlace = {}) {
    const where = argument === undefined ? "" : `${argument}: `
    super(`${where}${problem}${usage === undefined ? "" : `\nUsage: ${usage}`}`)
    this.problem = problem
    this.argument = argument
    this.usage = usage
    this.reason = reason
  }

  /** @internal What is wrong, in the language in which a message is answered. */
  textFor(message: object): string {
    const { argument, reason, usage } = this
    const where = argument === undefined ? "" : `${argument}: `
    const what = reason === undefined ? this.problem : ownText(message, reason.key, reason.args)
    return `${where}${what}${usage === undefined ? "" : `\n${ownText(message, "usage", { usage })}`}`
  }
}
