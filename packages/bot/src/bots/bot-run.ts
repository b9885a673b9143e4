import { join } from "node:path"
import type { Bot } from "../bot/bot.ts"
import { isBot } from "../bot/is-bot.ts"
import { labelBot } from "../bot/label.ts"
import type { BotState, StopBotOptions, Stopped } from "../bot/lifecycle.ts"
import type { LogLevel, Logger } from "../bot/logging.ts"
import { BotError, ConfigurationError } from "../errors.ts"
import type { BotUser } from "./bot-user.ts"
import type { GivenToBot } from "./bots-options.ts"
import type { SharedDatabase } from "./shared-database.ts"

/** A bot, or a function that makes it, once for each start. */
export type BotOrMaker = Bot | ((given: GivenToBot) => Bot | Promise<Bot>)

/** What bots are made with. */
export interface Surroundings {
  readonly shared: SharedDatabase | undefined
  readonly logging: LogLevel | "silent" | Logger
  readonly stateFolder: string | undefined
}

interface BotRunParts {
  readonly name: string
  readonly source: BotOrMaker
  readonly around: Surroundings
  /** The end of the run before, on the same user and files. */
  readonly before: Promise<unknown> | undefined
  /** Learns that the bot has ended without being asked to, after its start. */
  readonly onFailure: (error: unknown) => void
}

/** A bot from one start to its end. */
export class BotRun {
  /** Resolves once the bot runs. */
  readonly started: Promise<Bot>
  readonly #parts: BotRunParts
  #bot: Bot | undefined
  #user: BotUser | undefined
  #stopping: Promise<Stopped> | undefined
  #isFailed = false

  constructor(parts: BotRunParts) {
    this.#parts = parts
    this.started = this.#start()
    this.started.catch(() => {})
  }

  get bot(): Bot | undefined {
    return this.#bot
  }

  get state(): BotState {
    if (this.#isFailed) return "failed"
    if (this.#bot !== undefined) return this.#bot.state === "new" ? "starting" : this.#bot.state
    return this.#isStopping() ? "stopped" : "starting"
  }

  /** Stops the bot, also while it starts. */
  stop(options?: StopBotOptions): Promise<Stopped> {
    return (this.#stopping ??= this.#stop(options))
  }

  async #start(): Promise<Bot> {
    const { around, before, name } = this.#parts
    await before
    this.#user = around.shared?.user()
    try {
      const bot = await this.#make()
      if (this.#isStopping())
        throw new BotError(`${name}: the bot was stopped while it was starting`)
      await bot.start()
      void this.#follow(bot)
      return bot
    } catch (error) {
      await this.#release()
      this.#isFailed = !this.#isStopping()
      throw error
    }
  }

  async #make(): Promise<Bot> {
    const { name, source, around } = this.#parts
    const bot: unknown =
      typeof source === "function" ? await source(given(name, around, this.#user)) : source
    if (!isBot(bot)) {
      const problem = "add a Bot, or a function that takes { db, logging, ... } and returns one"
      throw new ConfigurationError(name, problem)
    }
    labelBot(bot, name)
    this.#bot = bot
    // One with a database of its own leaves the shared one to the others.
    if (bot.options.db !== this.#user) await this.#release()
    return bot
  }

  async #follow(bot: Bot): Promise<void> {
    try {
      await bot.serveForever()
    } catch (error) {
      this.#isFailed = true
      await this.#release()
      this.#parts.onFailure(error)
    }
  }

  async #stop(options?: StopBotOptions): Promise<Stopped> {
    const stopped = (await this.#bot?.stop(options)) ?? { unfinished: 0, failure: undefined }
    await this.started.catch(() => {})
    await this.#release()
    return stopped
  }

  async #release(): Promise<void> {
    if (this.#user !== undefined) await this.#parts.around.shared?.release(this.#user)
  }

  /** A method, since it changes while a start waits. */
  #isStopping(): boolean {
    return this.#stopping !== undefined
  }
}

/** What a function that makes a bot is given. */
function given(
  name: string,
  { logging, stateFolder }: Surroundings,
  db: BotUser | undefined,
): GivenToBot {
  // Without a database to share, the bot names its own; it says so when that is missing.
  if (db === undefined) return { logging } as GivenToBot
  if (stateFolder === undefined) return { db, logging }
  const place = join(stateFolder, name)
  return { db, logging, stateFile: `${place}.db`, filesFolder: `${place}_files` }
}
