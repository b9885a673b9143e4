import type { Attempt } from "@simplex-chat/core-ffi"
import { inspect } from "node:util"
import { isA } from "../is-a.ts"

/** A terminal shows this much at a glance. */
const linesAtMost = 10

/** A line that a terminal wraps more than twice is not read. */
const charactersAtMost = 240

/** Errors whose message says what is wrong and what to do. */
const ours = new Set(["CommandLineError", "BotError", "CoreError", "ChatApiError"])

/**
 * What is printed for an error that ends a bot or a command: at most ten lines. Anything can be thrown:
 * getters that throw and revoked proxies included.
 */
export function explain(error: unknown): string {
  try {
    return explainReadable(error)
  } catch {
    return "something was thrown that cannot be shown"
  }
}

function explainReadable(error: unknown): string {
  if (isNotFound(error)) return explainNotFound(error)
  if (!isExplained(error)) return shortened(inspect(error))
  return shortened(`${error.message}${remedies[error.name] ?? ""}`)
}

/**
 * Whether the error's message says all that is needed. Looked for by name: the project of a bot can
 * have another copy of this package.
 */
export function isExplained(error: unknown): error is Error {
  if (!isA(error, Error)) return false
  try {
    for (let kind: object | null = error; kind !== null; kind = prototypeOf(kind))
      if (ours.has(kind.constructor.name)) return true
  } catch {
    // What cannot be read is not ours.
  }
  return false
}

const prototypeOf = (value: object): object | null => Object.getPrototypeOf(value) as object | null

/** What the command line offers, for errors of packages that do not know it. */
const remedies: Readonly<Record<string, string>> = {
  LoadError: "\nTo check it: npx @simplex-chat/bot doctor",
}

interface NotFound {
  readonly attempts: readonly Attempt[]
}

const isNotFound = (error: unknown): error is NotFound =>
  isA(error, Error) && error.name === "LibraryNotFoundError" && "attempts" in error

/** The places without those that only a program can name, and remedies of this command line. */
function explainNotFound({ attempts }: NotFound): string {
  const places = attempts
    .filter(({ place }) => !place.includes("`path`"))
    .map(({ place, problem }) => cut(`  ${place}: ${problem.split("\n")[0]}`))
  return [
    "libsimplex was not found:",
    ...places,
    "To install it: npx @simplex-chat/bot install (--help lists its options)",
    "Behind a proxy, set HTTPS_PROXY. Without a network, set SIMPLEX_LIBS_DIR to the folder of an unpacked release of libsimplex.",
  ].join("\n")
}

function shortened(text: string): string {
  const lines = text.split("\n").map(cut)
  if (lines.length <= linesAtMost) return lines.join("\n")
  return [...lines.slice(0, linesAtMost - 1), "    ..."].join("\n")
}

const cut = (line: string): string =>
  line.length > charactersAtMost ? `${line.slice(0, charactersAtMost - 3)}...` : line
