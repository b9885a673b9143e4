import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import type { Core } from "@simplex-chat/core"
import { infoOf } from "./error-info.ts"
import { folderVariable, type FromBot, type ToBot } from "./protocol.ts"

/** What a bot's process reports. */
export interface BotProcessCallbacks {
  onMessage(message: Exclude<FromBot, { type: "call" }>): void
  onOutput(stream: "stdout" | "stderr", text: string): void
}

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The process of a bot, on a core that this process holds. */
export class BotProcess {
  /** Resolves when the process is gone, with all it has written. */
  readonly exited: Promise<Exit>
  readonly #child: ChildProcess
  readonly #core: Core
  /** The run of handlers that sent the command that the core does right now. */
  currentRun: number | undefined

  constructor(file: string, folder: string, core: Core, callbacks: BotProcessCallbacks) {
    this.#core = core
    // The settings of Node that `dev` itself was started with, such as --env-file, are the bot's.
    const args = [...process.execArgv, "--disable-warning=ExperimentalWarning"]
    this.#child = spawn(process.execPath, [...args, "--import", entry, file], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      serialization: "advanced",
      env: { ...process.env, [folderVariable]: folder },
    })
    for (const stream of ["stdout", "stderr"] as const) {
      this.#child[stream]?.setEncoding("utf8")
      this.#child[stream]?.on("data", (text: string) => callbacks.onOutput(stream, text))
    }
    this.#child.on("message", (message) => this.#receive(message as FromBot, callbacks))
    const closed = once(this.#child, "close") as Promise<[Exit["code"], Exit["signal"]]>
    this.exited = closed.then(([code, signal]) => ({ code, signal }))
    void this.#pump()
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Has the bot stop gracefully; a process that does not end in time is killed. */
  async stop(timeoutMs: number): Promise<Exit> {
    this.#send({ type: "stop" })
    const timer = setTimeout(() => this.kill(), timeoutMs)
    const exit = await this.exited
    clearTimeout(timer)
    return exit
  }

  kill(): void {
    this.#child.kill("SIGKILL")
  }

  #receive(message: FromBot, callbacks: BotProcessCallbacks): void {
    if (message.type === "call") return void this.#call(message)
    callbacks.onMessage(message)
  }

  async #call({ id, call, args, run }: Extract<FromBot, { type: "call" }>): Promise<void> {
    try {
      const method = this.#core[call] as (...args: unknown[]) => Promise<unknown>
      this.currentRun = run
      const value = method.apply(this.#core, [...args])
      this.currentRun = undefined
      this.#send({ type: "value", id, value: await value })
    } catch (error) {
      this.#send({ type: "error", id, error: infoOf(error) })
    }
  }

  /** Hands events over until the core is closed, by the bot or because its process is gone. */
  async #pump(): Promise<void> {
    try {
      for (;;) this.#send({ type: "events", events: await this.#core.receive() })
    } catch {
      // The core is closed.
    }
  }

  #send(message: ToBot): void {
    if (this.#child.connected) this.#child.send(message, () => {}) // it may end meanwhile
  }
}

/** Beside this file in the sources, and in the build. */
const entry = new URL(
  import.meta.url.endsWith(".ts") ? "./child/main.ts" : "./dev-child.js",
  import.meta.url,
).href
