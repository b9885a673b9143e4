import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import type { Core } from "@simplex-chat/api"
import { ClosedError } from "@simplex-chat/core"
import type { Answer, Call, CallName, Opening } from "./process-messages.ts"

/** A real core in a process of its own, so that a scenario can kill it. */
export class ProcessCore implements Core {
  readonly #child: ChildProcess
  readonly #calls = new Map<number, PromiseWithResolvers<unknown>>()
  #next = 0

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on("message", (answer: Answer) => {
      const call = this.#calls.get(answer.id)
      this.#calls.delete(answer.id)
      if ("error" in answer) call?.reject(new Error(answer.error))
      else call?.resolve(answer.value)
    })
    child.once("exit", () => {
      for (const call of this.#calls.values()) call.reject(new ClosedError("the process"))
      this.#calls.clear()
    })
  }

  /** Starts the process and opens the database there. */
  static async open(opening: Opening): Promise<ProcessCore> {
    const child = fork(new URL("process-main.ts", import.meta.url), [], {
      serialization: "advanced",
      execArgv: ["--disable-warning=ExperimentalWarning"],
    })
    const core = new ProcessCore(child)
    await core.#call("open", [opening])
    return core
  }

  async sendCommand(command: string): Promise<string> {
    return (await this.#call("sendCommand", [command])) as string
  }

  async receive(): Promise<readonly string[]> {
    return (await this.#call("receive", [])) as readonly string[]
  }

  async writeFile(...[path, data]: Parameters<Core["writeFile"]>): ReturnType<Core["writeFile"]> {
    return (await this.#call("writeFile", [path, data])) as Awaited<ReturnType<Core["writeFile"]>>
  }

  async readFile(...[path, crypto]: Parameters<Core["readFile"]>): Promise<Uint8Array> {
    return (await this.#call("readFile", [path, crypto])) as Uint8Array
  }

  async encryptFile(
    ...[from, to]: Parameters<Core["encryptFile"]>
  ): ReturnType<Core["encryptFile"]> {
    return (await this.#call("encryptFile", [from, to])) as Awaited<ReturnType<Core["encryptFile"]>>
  }

  async decryptFile(...[from, crypto, to]: Parameters<Core["decryptFile"]>): Promise<void> {
    await this.#call("decryptFile", [from, crypto, to])
  }

  async close(): Promise<void> {
    if (!this.#child.connected) return
    await this.#call("close", []).catch(() => {}) // it may have been killed meanwhile
    if (this.#child.exitCode === null) this.#child.disconnect()
  }

  /** Ends the process as `kill -9` does. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exited = once(this.#child, "exit")
    this.#child.kill("SIGKILL")
    await exited
  }

  #call(name: CallName, args: readonly unknown[]): Promise<unknown> {
    if (!this.#child.connected) return Promise.reject(new ClosedError(name))
    const id = this.#next++
    const call = Promise.withResolvers<unknown>()
    this.#calls.set(id, call)
    this.#child.send({ id, name, args } satisfies Call)
    return call.promise
  }
}
