import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { vi } from "vitest"

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))

/** How a process ended: its exit code, or the signal that killed it. */
export type Ended = { readonly code: number | null; readonly signal: string | null }

/** A bot in a process of its own. */
export class Child {
  readonly lines: string[] = []
  readonly ended: Promise<Ended>
  readonly #process: ChildProcess

  constructor(program: string, args: readonly string[], env: Record<string, string> = {}) {
    this.#process = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", fixture(program), ...args],
      {
        env: { ...process.env, ...env },
        stdio: ["pipe", "pipe", "inherit"],
      },
    )
    const { stdout } = this.#process
    if (stdout !== null)
      createInterface({ input: stdout }).on("line", (line) => this.lines.push(line))
    this.ended = once(this.#process, "close").then((args) => {
      const [code, signal] = args as [Ended["code"], Ended["signal"]]
      return { code, signal }
    })
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  say(contactId: number, text: string): void {
    this.#process.stdin?.write(`${contactId} ${text}\n`)
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal)
  }

  /** Waits for a line. */
  async printed(line: string): Promise<void> {
    await vi.waitFor(
      () => {
        if (!this.lines.includes(line))
          throw new Error(`no line ${line} in ${this.lines.join("; ")}`)
      },
      { timeout: 60_000, interval: 5 },
    )
  }
}
