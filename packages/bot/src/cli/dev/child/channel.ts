import type { FromBot, ToBot } from "../protocol.ts"

/** The IPC channel to `dev`. */
export class Channel {
  #isHeld = false

  constructor(listener: (message: ToBot) => void) {
    process.on("message", (message) => listener(message as ToBot))
    // Without `dev` there is no network to be on.
    process.once("disconnect", () => process.exit(1))
    this.#apply()
  }

  send(message: FromBot): void {
    process.send?.(message, undefined, undefined, () => {}) // `dev` is gone: see above
  }

  /** An open native core keeps its process alive; so must its replacement. */
  keepAlive(isHeld: boolean): void {
    this.#isHeld = isHeld
    this.#apply()
  }

  #apply(): void {
    if (this.#isHeld) process.channel?.ref()
    else process.channel?.unref()
  }
}
