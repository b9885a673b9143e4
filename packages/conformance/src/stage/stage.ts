import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { Bot, type BotOptions } from "@simplex-chat/bot"
import type { Conversation } from "../people/conversation.ts"
import { expect } from "../people/expect.ts"
import type { Person } from "../people/person.ts"
import type { ProgramName, ProgramOptions } from "../programs/index.ts"
import type { World } from "../worlds/world.ts"
import { LiveBot, type MakeBot } from "./live-bot.ts"
import { ProgramBot } from "./program-bot.ts"

/** Something that people can connect to. */
export interface Reachable {
  readonly address: string
}

/** Someone who has met a bot, and their chat with it. */
export interface Guest {
  readonly person: Person
  readonly chat: Conversation
}

export interface ProgramSettings extends Partial<ProgramOptions> {
  /** Whether the scenario kills it. */
  readonly isKilled?: boolean | undefined
}

/** Where a scenario about bots plays: bots, and people around them. */
export class Stage {
  readonly world: World
  readonly #live: LiveBot[] = []

  constructor(world: World) {
    this.world = world
  }

  /** Starts a bot with these handlers. */
  bot(
    declare: (bot: Bot) => void,
    options: Partial<BotOptions> = {},
    name = "robot",
  ): Promise<LiveBot> {
    const { profile = { displayName: name }, ...others } = options
    const make: MakeBot = (given) => {
      const bot = new Bot({ ...given, profile })
      declare(bot)
      return bot
    }
    return this.made(make, others, name)
  }

  /** Starts a bot that a function makes. */
  async made(make: MakeBot, options: Partial<BotOptions> = {}, name = "robot"): Promise<LiveBot> {
    const live = new LiveBot(make, { ...this.#defaults(name), ...options }, () =>
      this.world.openCore(name),
    )
    this.#live.push(live)
    await live.start()
    return live
  }

  /** Starts one of the programs, in a process of its own where there is one for each. */
  async program(
    program: ProgramName,
    { isKilled = false, ...options }: ProgramSettings = {},
    name = "robot",
  ): Promise<ProgramBot> {
    const given = { ...this.#defaults(name), ...options }
    const bot = new ProgramBot(this.world, name, { program, options: given, isKilled })
    await bot.start()
    return bot
  }

  person(name: string): Promise<Person> {
    return this.world.someone(name)
  }

  /** Someone who connects to a bot. */
  async meet(name: string, bot: Reachable): Promise<Guest> {
    const person = await this.person(name)
    return { person, chat: await person.connect(bot.address) }
  }

  /**
   * Waits until it is so, for what only the bot can see.
   *
   * @throws {ExpectationError} when it is not in time
   */
  async until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = performance.now() + this.world.timeoutMs
    while (!(await isSo())) {
      expect(performance.now() < deadline, what)
      await pause(5)
    }
  }

  /** Stops the bots. */
  async clear(): Promise<void> {
    await Promise.allSettled(this.#live.map((live) => live.stop()))
  }

  #defaults(name: string): ProgramOptions {
    const { world } = this
    return {
      logging: "silent",
      showAddress: false,
      stateFile: join(world.folder(name, "state"), "state.db"),
      filesFolder: world.folder(name, "files"),
      tempFolder: world.folder(name, "tmp"),
      servers: world.servers,
      quiet: world.quietAround,
    }
  }
}
