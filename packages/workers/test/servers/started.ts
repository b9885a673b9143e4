import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process"
import { once } from "node:events"

/** A server's process, which has said that it is ready. */
export class Started {
  readonly #process: ChildProcess
  readonly #ended: Promise<unknown>

  private constructor(child: ChildProcess) {
    this.#process = child
    this.#ended = once(child, "close")
  }

  /** Resolves once the output contains `ready`; rejects with the output when the process ends before. */
  static async when(
    ready: string,
    command: string,
    args: readonly string[],
    options: SpawnOptions,
  ): Promise<Started> {
    // Scripts start the server as a child: they are killed together.
    const child = spawn(command, [...args], {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    })
    const started = new Started(child)
    let output = ""
    await new Promise<void>((resolve, reject) => {
      const hear = (data: Buffer) => {
        output = (output + data.toString()).slice(-4000)
        if (output.includes(ready)) resolve()
      }
      child.stdout?.on("data", hear)
      child.stderr?.on("data", hear)
      child.once("exit", (code) => reject(new Error(`${command} ended with ${code}:\n${output}`)))
      child.once("error", reject)
    })
    return started
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal)
    await this.#ended
  }
}
