import { checkText } from "../checks.ts"

/**
 * The words of a text. Text in quotes is one word, including blanks and line breaks: quotes are `"`,
 * `'`, and the typographic ones of all keyboards, such as „…“, “…”, »…«, «…» and 「…」; the blanks that
 * French puts inside « … » are none of it. A backslash takes the next character as it is. A quote that is not closed is an ordinary character, and so is one
 * inside a word.
 *
 * ```ts
 * splitWords('add "two words" it\'s') // ["add", "two words", "it's"]
 * ```
 */
export function splitWords(text: string): string[] {
  checkText(text, "text")
  const reader = new WordReader(text)
  const words: string[] = []
  for (reader.skipBlanks(); !reader.atEnd; reader.skipBlanks()) words.push(reader.word())
  return words
}

/** What can close a quote. Languages disagree on which of a pair opens. */
const closings: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "“": "”“",
  "”": "”",
  "„": "“”",
  "‟": "”",
  "‘": "’‘",
  "’": "’",
  "‚": "‘’",
  "«": "»",
  "»": "«»",
  "‹": "›",
  "›": "‹›",
  "‛": "’",
  "「": "」",
  "『": "』",
  "《": "》",
  "〈": "〉",
  "｢": "｣",
  "〝": "〞〟",
  "❝": "❞",
  "＂": "＂",
}

/** Reads words and lines from a text, in linear time. */
export class WordReader {
  readonly text: string
  #at = 0
  /** Up to where each kind of quote is known not to open one, so that nothing is scanned twice. */
  readonly #unquotedUntil = new Map<string, number>()

  constructor(text: string) {
    this.text = text
  }

  get at(): number {
    return this.#at
  }

  get atEnd(): boolean {
    return this.#at >= this.text.length
  }

  /** One word; empty at the end. The reader must not be at a blank. */
  word(): string {
    const quoted = this.#quoted()
    if (quoted !== undefined) return quoted
    const { value, end } = this.#until(this.#at, isBlank)
    this.#at = end
    return value
  }

  /** The rest of the line, without blanks at its end. */
  line(): string {
    const end = this.text.indexOf("\n", this.#at)
    return this.#take(end === -1 ? this.text.length : end)
  }

  /** Everything that is left, without blanks at its end. */
  rest(): string {
    return this.#take(this.text.length)
  }

  skipBlanks(): void {
    while (!this.atEnd && isBlank(this.text[this.#at])) this.#at++
  }

  skipBlanksInLine(): void {
    while (!this.atEnd && this.text[this.#at] !== "\n" && isBlank(this.text[this.#at])) this.#at++
  }

  #take(end: number): string {
    const value = this.text.slice(this.#at, end).trimEnd()
    this.#at = end
    return value
  }

  /** Undefined when there is no quote here, or none that is closed before a blank or the end. */
  #quoted(): string | undefined {
    const opening = this.text[this.#at] ?? ""
    const closing = closings[opening]
    if (closing === undefined || this.#at < (this.#unquotedUntil.get(opening) ?? 0))
      return undefined
    const { value, end } = this.#until(this.#at + 1, (char) => closing.includes(char))
    const after = this.text[end + 1]
    // After the closing quote the word must end, otherwise the quote belongs to it.
    if (end < this.text.length && (after === undefined || isBlank(after))) {
      this.#at = end + 1
      return opening === "«" ? value.replace(/^\s/u, "").replace(/\s$/u, "") : value
    }
    this.#unquotedUntil.set(opening, end)
    return undefined
  }

  /** Up to the first character that is not escaped and ends it; to the end when there is none. */
  #until(from: number, isEnd: (char: string) => boolean): { value: string; end: number } {
    const { text } = this
    let value = ""
    for (let at = from; at < text.length; at++) {
      if (isEnd(text[at] ?? "")) return { value, end: at }
      if (text[at] === "\\" && at + 1 < text.length) at++
      value += text[at]
    }
    return { value, end: text.length }
  }
}

// With characters that break words but have no width.
const isBlank = (char: string | undefined): boolean => /[\s\u200B\u2060\uFEFF]/.test(char ?? "")
