import process from "node:process"
import { createInterface } from "node:readline"
import { inspect } from "node:util"
import type { Bot } from "../bot/bot.ts"
import type { Logger } from "../bot/logging.ts"
import type { BotOptions } from "../bot/options.ts"
import { CommandLineError } from "./command-line-error.ts"
import { testKit } from "./dev/test-kit.ts"
import { loadBot } from "./load-bot.ts"
import { Screen } from "./screen.ts"

/** How many turns of the event loop an answer has before the next line of a pipe is read. */
const patience = 50

/** How long what the file has started may keep the process after the end. */
const leaveMs = 1000

/**
 * `simplex-bot dev FILE`: one talks to the bot line by line, until the end of the input.
 *
 * @throws {CommandLineError} when the bot has no address, or the test kit is not installed
 */
export async function dev(file: string): Promise<number> {
  const { createNetwork } = await testKit()
  const network = createNetwork({ time: "running" })
  const db = network.openCore({ name: "bot" })
  const bot = await loadBot(file, { db, logging: logger })
  settle(bot, db)
  await bot.start()
  const { address } = bot
  if (address === undefined) throw new CommandLineError("the bot has no address to talk to")

  const screen = new Screen(process.stdin.isTTY && process.stdout.isTTY)
  const you = await network.person("you")
  network.observe(({ core }) => {
    if (core === "you") screen.show(you.transcript())
  })
  /** Until something new is shown, or nothing more is to be expected soon. */
  const answer = async () => {
    const before = screen.shown
    for (let turn = 0; turn < patience && screen.shown === before; turn++) await network.idle()
  }
  await you.connectTo(address)
  await answer()
  screen.prompt()
  // Made only now: it loses the lines that it reads before the loop.
  const input = createInterface({ input: process.stdin })
  process.once("SIGINT", () => input.close()) // a second one ends it at once
  for await (const line of input) {
    if (line.trim() !== "") {
      await you.say(line)
      screen.show(you.transcript())
      await answer()
    }
    screen.prompt()
  }

  // What is at work may finish; what waits for an answer gets none any more.
  for (let turn = 0; turn < patience || (await bot.health()).queued > 0; turn++)
    await network.idle()
  const { unfinished, failure } = await bot.stop()
  await network.idle()
  screen.end()
  if (failure !== undefined) throw failure
  setTimeout(() => process.exit(), leaveMs).unref()
  return unfinished === 0 ? 0 : 1
}

/**
 * Has the bot live on the network. It stays the object that the file made, since its handlers may
 * name it; nothing has read its options before it starts.
 */
function settle(bot: Bot, db: BotOptions["db"]): void {
  const options: BotOptions = {
    ...bot.options,
    db,
    logging: logger,
    stateFile: undefined,
    createAddress: true,
    showAddress: false, // there is no phone on this network
  }
  Object.assign(bot, { options })
}

/** Only what went wrong, in full: the rest would stand between the lines of the conversation. */
const logger: Logger = {
  debug: (fields, message) => {
    if ("err" in fields) process.stderr.write(`${message}\n${inspect(fields.err)}\n`)
  },
  info() {},
  warn() {},
  error() {},
}
