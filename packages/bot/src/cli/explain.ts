import type { Attempt } from "@simplex-chat/core-ffi"
import { inspect } from "node:util"

/** A terminal shows this much at a glance. */
const linesAtMost = 10

/** Errors whose message says what is wrong and what to do. */
const ours = new Set(["CommandLineError", "BotError", "CoreError", "ChatApiError"])

/** What the command line prints for an error: at most ten lines. */
export function explain(error: unknown): string {
  if (isNotFound(error)) return explainNotFound(error)
  const text = isOurs(error) ? (error as Error).message : inspect(error)
  return shortened(text)
}

/** Looked for by name: the project of a bot can have another copy of this package. */
function isOurs(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  for (let kind: object | null = error; kind !== null; kind = prototypeOf(kind))
    if (ours.has(kind.constructor.name)) return true
  return false
}

const prototypeOf = (value: object): object | null => Object.getPrototypeOf(value) as object | null

interface NotFound {
  readonly attempts: readonly Attempt[]
}

const isNotFound = (error: unknown): error is NotFound =>
  error instanceof Error && error.name === "LibraryNotFoundError" && "attempts" in error

/** The places without those that only a program can name, and remedies of this command line. */
function explainNotFound({ attempts }: NotFound): string {
  const places = attempts
    .filter(({ place }) => !place.includes("`path`"))
    .map(({ place, problem }) => `  ${place}: ${problem.split("\n")[0]}`)
  return [
    "libsimplex was not found:",
    ...places,
    "To install it: npx @simplex-chat/bot install",
    "  (--help lists what it needs while no digest of the release is known)",
    "Or set SIMPLEX_LIBS_DIR to the folder of an unpacked release of libsimplex.",
  ].join("\n")
}

function shortened(text: string): string {
  const lines = text.split("\n")
  if (lines.length <= linesAtMost) return text
  return [...lines.slice(0, linesAtMost - 1), "    ..."].join("\n")
}
