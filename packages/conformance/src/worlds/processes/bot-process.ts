import type { Core } from "@simplex-chat/core"
import type { Launch, Launched } from "../launch.ts"
import { Child } from "./child.ts"
import { serveCore } from "./far-core.ts"
import type { Opening } from "./messages.ts"

/** A bot in a process of its own, so that a scenario can kill it. */
export class BotProcess implements Launched {
  readonly address: string
  readonly #child: Child

  private constructor(child: Child, address: string) {
    this.#child = child
    this.address = address
  }

  /**
   * Starts the process, and the bot in it.
   *
   * @param core the core of the bot: what to open in that process, or one that is open in this one
   * @throws {Error} when the bot cannot be started
   */
  static async start({ program, options }: Launch, core: Opening | Core): Promise<BotProcess> {
    const child = new Child()
    const isHere = "sendCommand" in core
    if (isHere) serveCore(child.channel, core)
    try {
      const opening = isHere ? undefined : core
      const report = await child.order({ kind: "run", program, options, opening })
      return new BotProcess(child, report.kind === "running" ? report.address : "")
    } catch (error) {
      await child.kill()
      throw error
    }
  }

  async stop(): Promise<void> {
    if (this.#child.isGone) return
    await this.#child.order({ kind: "stop" })
    await this.#child.end()
  }

  kill(): Promise<void> {
    return this.#child.kill()
  }
}
