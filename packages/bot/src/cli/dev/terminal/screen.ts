import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from "node:readline"
import type { Readable, Writable } from "node:stream"
import { stripVTControlCharacters, styleText } from "node:util"

/** Where one talks to the bot. */
export interface Streams {
  readonly input: Readable
  readonly output: Writable & { readonly columns?: number }
  readonly errors: Writable
  /** Whether input and output are a terminal: there is a prompt, and a history. */
  readonly isTerminal: boolean
}

type Style = "red" | "yellow" | "dim"

/** The conversation, with a prompt under it on a terminal. */
export class Screen {
  readonly #streams: Streams
  /** There once lines are read: of a pipe, it would lose those that it reads before. */
  #reader: Interface | undefined
  readonly #complete: (line: string) => string[]
  /** A message that is being typed, when it is the last thing on the screen. */
  #live: { readonly key: string; readonly text: string } | undefined
  #prompt = ""
  /** Whether the prompt is shown. */
  #isPrompting = false

  constructor(streams: Streams, complete: (line: string) => string[]) {
    this.#streams = streams
    this.#complete = complete
  }

  get isTerminal(): boolean {
    return this.#streams.isTerminal
  }

  /** What is typed or piped in, line by line, until the end of the input or Ctrl+C. */
  async *lines(): AsyncGenerator<string> {
    const { input, output, isTerminal } = this.#streams
    const completer = (line: string): [string[], string] => [this.#complete(line), line]
    const reader = createInterface({
      input,
      terminal: isTerminal,
      ...(isTerminal && { output, completer }),
    })
    this.#reader = reader
    reader.once("SIGINT", () => reader.close())
    reader.once("close", () => {
      this.#reader = undefined
      this.#isPrompting = false
    })
    reader.on("line", () => {
      this.#live = undefined
      this.#isPrompting = false // the line that was entered stays
    })
    this.#showPrompt()
    yield* reader
  }

  /** Shows the prompt under the conversation, with what has been typed so far. */
  prompt(text: string): void {
    this.#prompt = text
    this.#showPrompt()
  }

  /** A line, or several, above the prompt. */
  show(text: string): void {
    this.#live = undefined
    this.#above(() => this.#streams.output.write(`${text}\n`))
  }

  /** A message that is being typed: on a terminal it is replaced in its place. */
  showLive(key: string, text: string): void {
    if (!this.isTerminal) return
    const before = this.#live
    this.#above(() => {
      if (before?.key === key) this.#eraseLines(before.text)
      this.#streams.output.write(`${text}\n`)
    })
    this.#live = { key, text }
  }

  /** A message as it is now, in the place of its live states. */
  showDone(key: string, text: string): void {
    const before = this.#live
    this.#live = undefined
    this.#above(() => {
      if (before?.key === key) this.#eraseLines(before.text)
      this.#streams.output.write(`${text}\n`)
    })
  }

  /** On the standard error: what is not part of the conversation. */
  note(text: string, style: Style): void {
    this.#live = undefined
    this.#above(() => this.#streams.errors.write(`${this.#styled(style, text)}\n`))
  }

  close(): void {
    this.#clearPrompt()
    this.#reader?.close()
  }

  #styled(style: Style, text: string): string {
    return this.isTerminal ? styleText(style, text) : text
  }

  #above(write: () => void): void {
    // While a line is carried out there is no prompt, but the next one may be typed already.
    this.#isPrompting ||= (this.#reader?.line ?? "") !== ""
    const wasPrompting = this.#isPrompting
    this.#clearPrompt()
    write()
    if (wasPrompting) this.#showPrompt()
  }

  #showPrompt(): void {
    if (!this.isTerminal || this.#reader === undefined) return
    this.#isPrompting = true
    this.#reader.setPrompt(this.#prompt)
    this.#reader.prompt(true)
  }

  /** What is typed can fill several rows of the terminal. */
  #clearPrompt(): void {
    if (!this.#isPrompting || this.#reader === undefined) return
    this.#isPrompting = false
    const { output } = this.#streams
    moveCursor(output, 0, -this.#reader.getCursorPos().rows)
    cursorTo(output, 0)
    clearScreenDown(output)
  }

  #eraseLines(text: string): void {
    const { output } = this.#streams
    const columns = output.columns ?? 80
    const rows = stripVTControlCharacters(text)
      .split("\n")
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0)
    moveCursor(output, 0, -rows)
    cursorTo(output, 0)
    clearScreenDown(output)
  }
}
