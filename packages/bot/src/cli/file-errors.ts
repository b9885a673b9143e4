// What is said of an error that the file of a bot throws, and that nothing catches.

import { inspect } from "node:util"
import { explain } from "../bot/explain.ts"
import { CommandLineError } from "./command-line-error.ts"
import type { MadeBots } from "./made-bots.ts"

/**
 * Shows what the file throws and nothing catches, such as an unhandled rejection, and ends the process. Before the
 * bot has started it is its author's to mend: said as what a command throws, without what Node adds about itself.
 */
export function explainUncaught(file: string, made: MadeBots): void {
  const onUncaught = (error: unknown): void => {
    if (process.listenerCount("uncaughtException") > 1) return // the file handles them itself
    if (isPlaceless(error)) {
      process.off("uncaughtException", onUncaught)
      // Node shows the place of what nothing catches. Its own frames would be most of what it shows.
      error.stack = `${error.name}: ${error.message}`
      return throwUncaught(error)
    }
    const said = made.isStarted ? inspect(error) : explain(asUnfit(file, error))
    process.stderr.write(`${said}\n`)
    process.exit(1)
  }
  process.on("uncaughtException", onUncaught)
}

/**
 * What importing a file threw, as it is to be shown.
 *
 * @returns never, for an error that only Node can show: it ends the process
 */
export async function importError(file: string, error: unknown): Promise<unknown> {
  if (!isPlaceless(error)) return asUnfit(file, error)
  throwUncaught(error)
  return new Promise(() => {})
}

/**
 * Node knows in which file and line a module has a mistake of syntax, but the error does not. What `JSON.parse` throws
 * has the frames of the file, and its text must not be shown.
 */
function isPlaceless(error: unknown): error is SyntaxError {
  if (!(error instanceof SyntaxError)) return false
  const [, frame = ""] = /\n {4}at (.*)/.exec(error.stack ?? "") ?? []
  return (
    frame.includes("(node:internal/modules/esm/") && error.stack?.startsWith(error.name) === true
  )
}

function throwUncaught(error: Error): void {
  setImmediate(() => {
    throw error
  })
}

/** A file that Node runs as CommonJS, by its name or its package, but that is a module. */
function asUnfit(file: string, error: unknown): unknown {
  const isModule =
    error instanceof SyntaxError &&
    error.stack?.startsWith(file) === true &&
    /^(?:Cannot use import statement|Unexpected token 'export')/.test(error.message)
  if (!isModule) return error
  const name = file.endsWith("ts") ? ".mts" : ".mjs"
  const problem = `is CommonJS to Node, which has no import and export: name it ${name}, or use require`
  return new CommandLineError(`${file} ${problem}`)
}
