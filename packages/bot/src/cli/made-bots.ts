import type { Bot } from "../bot/bot.ts"
import type { Bots } from "../bots/index.ts"

/** The bots that a file has made while it was loaded, or after. */
export class MadeBots {
  /** `Bots`, which start those in it. */
  group: Bots | undefined
  readonly #bots: Bot[] = []
  readonly #started = new Set<Bot>()

  add(bot: Bot): void {
    this.#bots.push(bot)
    bot.onStart(() => this.started(bot))
  }

  /** The file starts it, although its own `start` never runs. */
  started(bot: Bot): void {
    this.#started.add(bot)
  }

  /** What is run and probed: all of them, or the one. */
  get whole(): Bot | Bots | undefined {
    return this.group ?? this.first
  }

  get first(): Bot | undefined {
    return this.#bots[0]
  }

  /** How many nothing has started yet. */
  get idle(): number {
    return this.#bots.filter(({ state }) => state === "new").length
  }

  /** Whether the file itself has started one. */
  get isStarted(): boolean {
    return this.#started.size > 0
  }
}
