import { checkText } from "../checks.ts"
import { openBlockAt, pieces } from "./markup.ts"

/** The beginning of a text that can be shown, and what closes it. */
export interface CompleteMarkup {
  /** How many characters of the text can be shown. */
  readonly length: number
  /** What to write after them, so that no span and no block of code stays open. */
  readonly closer: string
}

/**
 * How much of a text that is still being written can be shown: a span or a block of code that is not
 * closed yet gets a closer, so that a secret is never shown in clear; half a link, mention, command or
 * address is left out until the rest is there.
 *
 * @example
 * ```ts
 * const { length, closer } = completeMarkup("this is *bol")
 * "this is *bol".slice(0, length) + closer // "this is *bol*"
 * ```
 */
export function completeMarkup(text: string): CompleteMarkup {
  checkText(text)
  for (let length = wellFormedLength(text); ;) {
    const shown = text.slice(0, length)
    const block = openBlockAt(shown)
    const complete = block === undefined ? inLastLine(shown) : inBlock(shown, block)
    // What is before something that was left out can be half open as well.
    if (complete.closer !== "" || complete.length === length) return complete
    length = complete.length
  }
}

/** Without halves of emoji at the end: a stream can be cut between two, and what comes may be malformed. */
const wellFormedLength = (text: string): number =>
  text.length - (/[\ud800-\udbff]*$/.exec(text)?.[0].length ?? 0)

/** One or two of the three backticks that open or close a block. */
const halfFence = /^ {0,3}`{1,2}$/

function inBlock(text: string, at: number): CompleteMarkup {
  const lastLine = text.lastIndexOf("\n") + 1
  // Its first line may not be whole yet.
  if (lastLine <= at) return { length: at, closer: "" }
  const length = halfFence.test(text.slice(lastLine)) ? lastLine : text.length
  const shown = text.slice(at, length)
  if (!/\n[^]*\S/.test(shown)) return { length: at, closer: "" }
  return { length, closer: shown.endsWith("\n") ? "```" : "\n```" }
}

function inLastLine(text: string): CompleteMarkup {
  const start = text.lastIndexOf("\n") + 1
  const line = text.slice(start)
  if (halfFence.test(line)) return { length: start, closer: "" }
  let at = 0
  for (const piece of pieces(line)) {
    const rest = line.slice(at)
    const isLast = rest.length === piece.text.length
    if (piece.wrap === undefined && piece.breaks === undefined) {
      const isHalf = halves.some((half) => half.test(rest)) || (isLast && halfWord.test(rest))
      if (isHalf) return { length: start + at, closer: "" }
      const closer = closerOf(rest)
      if (closer !== undefined) {
        const shown = line.slice(0, at) + rest.trimEnd()
        // Without the blanks at its end it can be half a link: `[ *]( `.
        const isWhole = inLastLine(shown + closer).length === shown.length + closer.length
        return isWhole
          ? { length: start + shown.length, closer }
          : { length: start + at, closer: "" }
      }
    }
    at += piece.text.length
  }
  return { length: text.length, closer: "" }
}

/** Marks without content, and what cannot be closed, up to the end of the line. */
const halves = [
  /^(?:[*_~`]|#+|!(?:-|[1-6]|[a-z]{1,8})?)\s*$/,
  /^\[[^\]\n]{0,500}$/,
  /^\[[^\]\n]{1,500}\](?:\([^)\s]{0,2000})?$/,
  /^[@/]'[^'\n]{0,2000}$/,
]

/** An address, a mention or a command that may go on. */
const halfWord = /^[@/]|^simplex:|:\/\//

/** What closes the span that the rest of a line begins with; undefined when it begins with none. */
function closerOf(rest: string): string | undefined {
  const mark = /^(?<mark>[*_~`])(?!\s)/.exec(rest)?.groups?.["mark"]
  if (mark !== undefined) return rest.includes(mark, 1) ? undefined : mark
  const hashes = /^(?<hashes>#+)(?![\s#])[^#]*$/.exec(rest)?.groups?.["hashes"]
  if (hashes !== undefined) return hashes
  return /^!(?:-|[1-6]|[a-z]{1,8}) (?!\s)[^!]*$/.test(rest) ? "!" : undefined
}
