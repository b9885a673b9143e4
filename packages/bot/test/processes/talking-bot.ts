import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import { bin } from "../fixtures/bin.ts"

const file = join(import.meta.dirname, "..", "fixtures", "talking-bot.ts")

/** A bot that `simplex-bot run` runs, with someone who talks to it. It is gone after the test. */
export class TalkingBot {
  readonly process: ChildProcess
  /** The exit code and the signal. */
  readonly ended: Promise<unknown[]>

  constructor(env: Readonly<Record<string, string>> = {}) {
    const args = ["--disable-warning=ExperimentalWarning", bin, "run", file]
    const stdio = ["pipe", "pipe", "pipe", "ipc"] as const
    this.process = spawn(process.execPath, args, {
      stdio: [...stdio],
      env: { ...process.env, ...env },
    })
    onTestFinished(() => void this.process.kill("SIGKILL"))
    this.ended = once(this.process, "close")
    // Until a test reads them: a pipe that is full would hold up the bot.
    this.process.stdout?.resume()
    this.process.stderr?.resume()
  }

  /** What it answers to a line; how it ended, when it does. */
  async hears(line: string): Promise<unknown> {
    const answer: Promise<unknown[]> = once(this.process, "message")
    this.process.stdin?.write(`${line}\n`)
    return Promise.race([answer.then(([text]) => text), this.ended])
  }
}
