import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { type Channel, type Message, type Order, type Report, send } from "./messages.ts"

/** A process that takes orders: to open a core, to run a bot. */
export class Child {
  readonly channel: Channel
  readonly #process: ChildProcess

  constructor() {
    this.#process = fork(new URL("main.ts", import.meta.url), [], {
      serialization: "advanced",
      execArgv: ["--disable-warning=ExperimentalWarning"],
    })
    this.channel = this.#process as unknown as Channel
  }

  /**
   * Gives an order, and waits for what becomes of it.
   *
   * @throws {Error} when it fails, and when the process ends meanwhile
   */
  async order(order: Order): Promise<Report> {
    if (!this.channel.connected) throw new Error(`the process is gone: ${order.kind}`)
    const { promise, resolve, reject } = Promise.withResolvers<Report>()
    const onMessage = (message: Message) => {
      if (message.kind === "failed") reject(new Error(message.error))
      else if (message.kind !== "call" && message.kind !== "answer") resolve(message as Report)
    }
    const onExit = () => reject(new Error(`the process ended during ${order.kind}`))
    this.#process.on("message", onMessage)
    this.#process.once("exit", onExit)
    try {
      send(this.channel, order)
      return await promise
    } finally {
      this.#process.off("message", onMessage)
      this.#process.off("exit", onExit)
    }
  }

  /** Lets the process end. */
  async end(): Promise<void> {
    await this.#whenGone(() => this.#process.disconnect())
  }

  /** Ends the process as `kill -9` does. */
  async kill(): Promise<void> {
    await this.#whenGone(() => this.#process.kill("SIGKILL"))
  }

  get isGone(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null
  }

  async #whenGone(act: () => void): Promise<void> {
    if (this.isGone) return
    const exited = once(this.#process, "exit")
    act()
    await exited
  }
}
