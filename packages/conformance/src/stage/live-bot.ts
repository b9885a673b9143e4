import type { Core } from "@simplex-chat/api"
import type { Bot, BotOptions } from "@simplex-chat/bot"

/** Makes a bot with these options. */
export type MakeBot = (options: Omit<BotOptions, "profile">) => Bot

/** A bot of a scenario in this process, which can be stopped and started again. */
export class LiveBot {
  readonly #make: () => Promise<Bot>
  #bot: Bot | undefined
  #address = ""

  constructor(
    make: MakeBot,
    options: Omit<BotOptions, "profile" | "db">,
    open: () => Promise<Core>,
  ) {
    this.#make = async () => make({ ...options, db: await open() })
  }

  /**
   * The bot as it runs now.
   *
   * @throws {Error} while it is stopped
   */
  get bot(): Bot {
    if (this.#bot === undefined) throw new Error("the bot is stopped")
    return this.#bot
  }

  /** The address, which it keeps while it is stopped; empty when there is none yet. */
  get address(): string {
    return this.#bot?.address ?? this.#address
  }

  async start(): Promise<void> {
    const bot = await this.#make()
    this.#bot = bot
    await bot.start()
    this.#address = bot.address ?? this.#address
  }

  /** @throws {Error} what the bot failed with */
  async stop(): Promise<void> {
    const { failure } = (await this.#bot?.stop()) ?? {}
    this.#bot = undefined
    if (failure !== undefined) throw failure
  }
}
