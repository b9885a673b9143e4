import type { Bot } from "../bot/bot.ts"
import { notRunning } from "../bot/health.ts"
import type { BotState, Health, StopBotOptions, Stopped } from "../bot/lifecycle.ts"
import { BotError } from "../errors.ts"
import { type BotOrMaker, BotRun, type Surroundings } from "./bot-run.ts"

/** One of the bots, over all its starts. */
export class Member {
  readonly name: string
  readonly source: BotOrMaker
  readonly #onFailure: (error: unknown) => void
  #run: BotRun | undefined

  /** @param onFailure learns that the bot has ended without being asked to, after its start */
  constructor(name: string, source: BotOrMaker, onFailure: (error: unknown) => void) {
    this.name = name
    this.source = source
    this.#onFailure = onFailure
  }

  /** The bot that starts or runs, or ran last. */
  get bot(): Bot | undefined {
    return this.#run?.bot
  }

  get state(): BotState {
    return this.#run?.state ?? "new"
  }

  /** Whether it does not run on purpose: it counts no more. */
  get isResting(): boolean {
    return ["new", "stopping", "stopped"].includes(this.state)
  }

  async health(timeoutMs: number): Promise<Health> {
    return (await this.bot?.health({ timeoutMs })) ?? notRunning
  }

  /**
   * Starts the bot; while it starts or runs, resolves to the same.
   *
   * @throws {BotError} for a bot that was not given as a function and has ended, and what `start` throws
   */
  async start(around: Surroundings): Promise<Bot> {
    if (this.#run !== undefined && ["starting", "running"].includes(this.state))
      return this.#run.started
    if (this.#run !== undefined && typeof this.source !== "function") {
      const problem = `${this.name} has ended; give a function that makes the bot to start it again`
      throw new BotError(problem)
    }
    this.#run = new BotRun({
      name: this.name,
      source: this.source,
      around,
      before: this.#run?.stop(),
      onFailure: this.#onFailure,
    })
    return this.#run.started
  }

  /** Stops the bot. */
  async stop(options?: StopBotOptions): Promise<Stopped> {
    return (await this.#run?.stop(options)) ?? { unfinished: 0, failure: undefined }
  }
}
