import { checkOptions } from "../checks.ts"
import { developmentKey } from "@simplex-chat/core"
import {
  type Clock,
  createNetwork,
  type Network,
  type NetworkOptions,
  type Person,
} from "@simplex-chat/testing"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join as pathOf } from "node:path"
import type { BotOptions } from "../bot/options.ts"
import { isSharedUser } from "../bot/shared-user.ts"
import { Bots } from "../bots/index.ts"
import { ConfigurationError } from "../errors.ts"
import { setBotLauncher } from "../launcher.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import { type GivenOptions, settled } from "./make-bot.ts"

/** What can be tested: `Bots` that were not started, or a function that makes them. */
export type TestedBots = Bots | ((given: GivenOptions) => Bots | Promise<Bots>)

/** How to test several bots. */
export interface TestBotsOptions<Name extends string = string> {
  /** Who is there, and the name of the bot to which each is connected. */
  readonly people?: Readonly<Record<Name, string>> | undefined
  /** For `createNetwork`: `seed`, `time`, `faults`, ... */
  readonly network?: NetworkOptions | undefined
}

/** What a test works with: the people by their names, and all the rest. */
export type BotsWorld<Name extends string = string> = Readonly<Record<Name, Person>> & {
  readonly bots: Bots
  readonly network: Network
  /** The time of the network. */
  readonly clock: Clock
  /** One more person, connected to the bot of this name. */
  readonly join: (name: string, bot: string) => Promise<Person>
}

/**
 * Runs a test against several bots on a network in memory, as `testBot` does with one: starts them,
 * connects people to them, and stops them at the end. The core that they share, those that they make
 * for themselves, their logs and files are replaced.
 *
 * @param tested `Bots`, whose bots are given as functions; or a function that makes them, given
 *   `{ db, logging }`
 * @throws {ConfigurationError} when there is nothing to test
 * @throws {ConversationError} when a conversation went another way
 * @throws {BotError} when a bot cannot be started
 *
 * @example
 * ```ts
 * await testBots(
 *   bots,
 *   async ({ alice }) => {
 *     await alice.say("7")
 *     await alice.expectMessage("49")
 *   },
 *   { people: { alice: "squarer" } },
 * )
 * ```
 */
export async function testBots<const Name extends string = never>(
  tested: TestedBots,
  run: (world: BotsWorld<Name>) => unknown,
  options: TestBotsOptions<Name> = {},
): Promise<void> {
  checkOptions(options, { people: "object", network: "any" })
  if (typeof run !== "function")
    throw new ConfigurationError("testBots", "takes the test, a function, second")
  const network = createNetwork(options.network)
  const folder = await mkdtemp(pathOf(tmpdir(), "bots-test-"))
  let bots: Bots | undefined
  try {
    bots = await makeBots(tested, network, folder)
    await startHere(bots, network, folder)
    const made = bots
    const join = async (name: string, bot: string): Promise<Person> => {
      const person = await network.person(name)
      await person.connectTo(made.get(bot).address ?? "")
      return person
    }
    const named: Record<string, Person> = {}
    for (const [name, bot] of Object.entries<string>(options.people ?? {}))
      named[name] = await join(name, bot)
    const world = { ...named, bots, network, clock: network.clock, join }
    await run(world as unknown as BotsWorld<Name>)
  } finally {
    const stopped = await bots?.stop()
    await network.idle()
    await rm(folder, { recursive: true, force: true })
    if (stopped?.failure !== undefined) network.problems.push(String(stopped.failure))
  }
}

async function makeBots(tested: unknown, network: Network, folder: string): Promise<Bots> {
  const given: GivenOptions = { db: network.openCore({ name: "bots" }), logging: "silent" }
  const bots: unknown =
    typeof tested === "function" ? await (tested as (given: object) => unknown)(given) : tested
  if (!(bots instanceof Bots)) {
    throw new ConfigurationError("testBots", "needs Bots, or a function that returns them")
  }
  const db = bots.options.db === undefined ? undefined : given.db
  const { logging } = bots.options
  Object.assign(bots, {
    options: {
      ...bots.options,
      db,
      logging: typeof logging === "object" ? logging : "silent",
      stateFolder: pathOf(folder, "state"),
      filesFolder: pathOf(folder, "files"),
      tempFolder: pathOf(folder, "files", "tmp"),
    },
  })
  return bots
}

/** The key by which bots find their launcher is global: one start at a time. */
const starting = new KeyedMutex()

async function startHere(bots: Bots, network: Network, folder: string): Promise<void> {
  await starting.run("bots", async () => {
    let cores = 0
    setBotLauncher({
      adopt: (_, options) => {
        const { db } = options as unknown as BotOptions
        const isShared = isSharedUser(db)
        const core = isShared ? db : network.openCore({ name: `bot-${++cores}` })
        const here = settled(options, core, folder)
        return isShared
          ? { ...here, stateFile: (options as unknown as BotOptions).stateFile }
          : here
      },
      fileFor: (path) => path,
    })
    // A bot that was made before would open its own database.
    Reflect.set(globalThis, developmentKey, true)
    try {
      const { failed } = await bots.start()
      for (const error of failed.values()) throw error
    } finally {
      setBotLauncher(undefined)
      Reflect.deleteProperty(globalThis, developmentKey)
    }
  })
}
