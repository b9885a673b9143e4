import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

/** A program of this folder in a process of its own. */
export class Child {
  readonly #process: ChildProcess
  readonly ended: Promise<unknown>
  #output = ""

  constructor(program: string, args: readonly string[]) {
    const file = fileURLToPath(new URL(program, import.meta.url))
    this.#process = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", file, ...args],
      { stdio: ["ignore", "pipe", "inherit"] },
    )
    this.#process.stdout?.on("data", (data: Buffer) => (this.#output += data.toString()))
    this.ended = once(this.#process, "close")
  }

  said(line: string): boolean {
    return this.#output.includes(`${line}\n`)
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal)
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.#process.kill(signal)
    await this.ended
  }
}
