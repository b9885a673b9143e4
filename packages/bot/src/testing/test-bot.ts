import {
  type Clock,
  createNetwork,
  type Network,
  type NetworkOptions,
  type Person,
} from "@simplex-chat/testing"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Bot } from "../bot/bot.ts"
import { checkOptions } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { makeBot, type TestedBot } from "./make-bot.ts"

/** How to test a bot. */
export interface TestBotOptions<Name extends string = string> {
  /** Who is there, connected to the bot; `alice` and `bob` when absent. */
  readonly people?: readonly Name[] | undefined
  /**
   * Whether they are connected to the bot at the beginning; true when absent. Turn it off for a bot
   * without an address, or one that does not accept by itself.
   */
  readonly connect?: boolean | undefined
  /** For `createNetwork`: `seed`, `time`, `faults`, ... */
  readonly network?: NetworkOptions | undefined
}

/** What a test works with: the people by their names, and all the rest. */
export type TestWorld<Name extends string = string> = Readonly<Record<Name, Person>> & {
  readonly bot: Bot
  readonly network: Network
  /** The time of the network. */
  readonly clock: Clock
  /** One more person, connected to the bot. */
  readonly join: (name: string) => Promise<Person>
}

/**
 * Runs a test against a bot on a network in memory: starts it, connects people to it, and stops it at
 * the end, whatever happens. The database, the log and the files of the bot are replaced; its state is
 * kept in memory. It does not depend on a test runner.
 *
 * When a conversation goes another way than expected, the error shows it, with what the handlers of the
 * bot threw meanwhile.
 *
 * @param tested a bot that was not started; a function that makes one, given `{ db, logging }`; or the
 *   path of a file whose default export is one of these, or which calls `bot.run()` itself
 * @throws {ConversationError} when a conversation went another way
 * @throws {ConfigurationError} when there is no bot to test
 *
 * @example
 * ```ts
 * test("it squares", () =>
 *   testBot(() => squarer(), async ({ alice }) => {
 *     await alice.say("7")
 *     await alice.expectMessage("49")
 *   }))
 * ```
 */
export async function testBot<const Name extends string = "alice" | "bob">(
  tested: TestedBot,
  run: (world: TestWorld<Name>) => unknown,
  options: TestBotOptions<Name> = {},
): Promise<void> {
  checkOptions(options, { people: "any", connect: "flag", network: "any" })
  const { connect = true, people = ["alice", "bob"] as readonly string[] } = options
  if (typeof run !== "function")
    throw new ConfigurationError("testBot", "takes the test, a function, second")
  checkPeople(people)
  const network = createNetwork(options.network)
  const folder = await mkdtemp(join(tmpdir(), "bot-test-"))
  let bot: Bot | undefined
  try {
    bot = await makeBot(tested, network.openCore({ name: "bot" }), folder)
    await bot.start()
    const { address } = bot
    const join = async (name: string): Promise<Person> => {
      const person = await network.person(name)
      if (connect) await person.connectTo(address ?? "")
      return person
    }
    const named: Record<string, Person> = {}
    for (const name of people) named[name] = await join(name)
    const world = { ...named, bot, network, clock: network.clock, join }
    await run(world as unknown as TestWorld<Name>)
  } finally {
    const stopped = await bot?.stop()
    await network.idle()
    await rm(folder, { recursive: true, force: true })
    if (stopped?.failure !== undefined) network.problems.push(String(stopped.failure))
  }
}

/** What the world of a test has beside people. */
const taken = ["bot", "network", "clock", "join"]

function checkPeople(people: readonly string[]): void {
  const isNames = Array.isArray(people as unknown) && people.every((one) => typeof one === "string")
  if (!isNames || people.includes(""))
    throw new ConfigurationError("people", 'must be a list of names: ["alice"]')
  const name = people.find((one) => taken.includes(one))
  if (name !== undefined || new Set(people).size < people.length)
    throw new ConfigurationError(
      "people",
      `must differ from each other, and from ${taken.join(", ")}`,
    )
}
