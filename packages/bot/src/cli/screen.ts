import type { Line } from "@simplex-chat/testing"
import { stdout } from "node:process"
import { clearLine, cursorTo } from "node:readline"

const promptText = "you: "

/** The conversation as it is shown, on a terminal with a prompt under it. */
export class Screen {
  /** How many lines of the conversation were looked at. */
  shown = 0
  readonly #isTerminal: boolean

  constructor(isTerminal: boolean) {
    this.#isTerminal = isTerminal
  }

  /** Shows what is new. A terminal already shows what was typed. */
  show(lines: readonly Line[]): void {
    const fresh = lines.slice(this.shown).filter(({ own }) => !own || !this.#isTerminal)
    this.shown = lines.length
    if (fresh.length === 0) return
    this.#clearPrompt()
    for (const { from, text } of fresh) {
      const indent = " ".repeat(from.length + 2)
      stdout.write(`${from}: ${text.replaceAll("\n", `\n${indent}`)}\n`)
    }
    this.prompt()
  }

  prompt(): void {
    if (!this.#isTerminal) return
    this.#clearPrompt()
    stdout.write(promptText)
  }

  end(): void {
    if (this.#isTerminal) stdout.write("\n")
  }

  #clearPrompt(): void {
    if (!this.#isTerminal) return
    clearLine(stdout, 0)
    cursorTo(stdout, 0)
  }
}
