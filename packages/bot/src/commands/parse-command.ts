/** A message that begins with a slash and a word, taken apart. */
export interface ParsedCommand {
  /** The word after the slash: `help` for `/help`. */
  readonly name: string
  /** All that follows the name, without blanks at its edges; it can have several lines. */
  readonly text: string
}

// No blank after the slash; `/` alone and paths such as `/etc/hosts` are not commands.
const command = /^\s*\/([\p{L}\p{N}_-]+)(?=\s|$)/u

/**
 * Reads a command from the start of a text.
 *
 * @returns undefined when the text is not a command
 */
export function parseCommand(text: string): ParsedCommand | undefined {
  const found = command.exec(text)
  const name = found?.[1]
  if (found === null || name === undefined) return undefined
  return { name, text: text.slice(found[0].length).trim() }
}

/**
 * The words of a text. What stands in double or single quotes, or in the typographic ones that
 * phones write, is one word, blanks and line breaks included; a backslash takes the next character
 * as it is. A quote that is not closed is an ordinary character, and so is one inside a word.
 *
 * ```ts
 * splitWords('add "two words" it\'s') // ["add", "two words", "it's"]
 * ```
 */
export function splitWords(text: string): string[] {
  const words: string[] = []
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const word = readWord(text, at)
    words.push(word.value)
    at = word.end
  }
  return words
}

const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "“": "”",
  "‘": "’",
  "«": "»",
}

/** One word and the index after it; `at` is not at a blank. */
export function readWord(text: string, at: number): { value: string; end: number } {
  const quote = closing[text[at] ?? ""]
  const quoted = quote === undefined ? undefined : readUntil(text, at + 1, (char) => char === quote)
  // After the closing quote the word must end, otherwise the quote belongs to it.
  if (quoted?.closed === true && isBlank(text[quoted.end + 1])) {
    return { value: quoted.value, end: quoted.end + 1 }
  }
  return readUntil(text, at, isBlank)
}

function readUntil(text: string, from: number, isEnd: (char: string | undefined) => boolean) {
  let value = ""
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (isEnd(char)) return { value, end: at, closed: true }
    if (char === "\\" && at + 1 < text.length) at++
    value += text[at]
  }
  return { value, end: text.length, closed: false }
}

export function skipBlanks(text: string, at: number): number {
  while (at < text.length && isBlank(text[at])) at++
  return at
}

const isBlank = (char: string | undefined): boolean => char === undefined || /\s/.test(char)
