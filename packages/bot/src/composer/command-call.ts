import { ArgumentError } from "../commands/argument-error.ts"
import { type ArgumentSchema, readArguments } from "../commands/read-arguments.ts"
import { splitWords } from "../commands/words.ts"
import { isA } from "../is-a.ts"
import type { CommandContext, CommandFilter } from "./handlers.ts"
import type { Call } from "./plan.ts"

/** Calls a handler of commands with the arguments read. */
export function commandCall(
  handle: (message: unknown, context: object) => unknown,
  schema: ArgumentSchema | undefined,
  invalid: CommandFilter["invalid"],
): (call: Call) => unknown {
  return ({ message, command, verdict, context }) => {
    // A route with names is only taken for a command.
    const { name, text } = command ?? { name: "", text: "" }
    let args: unknown
    try {
      args = schema === undefined ? splitWords(text) : readArguments(schema, text, name)
    } catch (error) {
      if (!isA(error, ArgumentError)) throw error
      return invalid === undefined ? message.reply(error.textFor(message)) : invalid(message, error)
    }
    const [line = "", ...lines] = text.split("\n")
    const match = verdict === true ? undefined : verdict
    const called: CommandContext<unknown> = {
      ...context,
      name,
      text,
      args,
      match,
      line: line.trim(),
      lines,
    }
    return handle(message, called)
  }
}
