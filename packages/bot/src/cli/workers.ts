import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import type { Core } from "@simplex-chat/core"
import type { Bot } from "../bot/bot.ts"
import type { BotOptions } from "../bot/options.ts"
import { setBotLauncher } from "../launcher.ts"
import type { Probed } from "../http/index.ts"
import { existingFile } from "./bot-of.ts"
import { brokerNameOf } from "./broker-name.ts"
import { CommandLineError } from "./command-line-error.ts"
import { databaseAt, type KeyFlags, replaced } from "./database-key.ts"
import { explainUncaught } from "./file-errors.ts"
import { MadeBots } from "./made-bots.ts"
import { runFile } from "./run-file.ts"
import { serveProbes } from "./serve-probes.ts"

export interface WorkersFlags extends KeyFlags {
  /** The address of the broker. */
  readonly amqp: string
  /** The name of the bot on the broker; made of its display name when absent. */
  readonly name?: string
  /** Where to serve probes. */
  readonly http?: string
  /** A `filePrefix`, in place of the database that the file names. */
  readonly db?: string
}

/** The parts of @simplex-chat/workers that are used here. It depends on this package, not the reverse. */
interface WorkersPackage {
  readonly Host: new (bot: object, options: BrokerOptions) => Pick<Bot, "run"> & Probed
  readonly amqpCore: (options: BrokerOptions) => Core
}

interface BrokerOptions {
  readonly url: string
  readonly name: string
  readonly onBrokerError: (error: unknown) => void
}

/**
 * `simplex-bot host FILE`: hands what comes to the bot of a file to its workers.
 *
 * @throws {CommandLineError} when there is no bot, or @simplex-chat/workers is missing
 */
export async function host(file: string, flags: WorkersFlags): Promise<number> {
  const path = existingFile(file)
  const { Host } = await workersPackage(path)
  const { filePrefix: _, ...key } = await databaseAt("", flags)
  const change = flags.db === undefined ? key : { filePrefix: flags.db, ...key }
  const made = new MadeBots()
  explainUncaught(path, made)
  let hosting: Probed | undefined
  setBotLauncher({
    fileFor: (path) => path,
    adoptBots: refuseBots,
    adopt: (bot, options) => {
      // The host makes a bot of its own, which is none of the file's.
      if (hosting !== undefined) return options
      made.add(bot as Bot)
      const given = options as unknown as BotOptions
      const run = () => {
        made.started(bot as Bot)
        const host = new Host(bot, brokerOf(flags, given))
        hosting = host
        return host.run()
      }
      // However the file starts its bot: the handlers run in the workers.
      Object.assign(bot, { run, serveForever: run, start: run })
      return { ...options, db: replaced(given.db, change) }
    },
  })
  await whileProbed(
    flags,
    () => hosting,
    () => runFile(path, made, { db: { filePrefix: "data/bot", ...change } }),
  )
  return 0
}

/**
 * `simplex-bot work FILE`: runs the handlers of a bot for its share of the chats.
 *
 * @throws {CommandLineError} when there is no bot, or @simplex-chat/workers is missing
 */
export async function work(file: string, flags: WorkersFlags): Promise<number> {
  const path = existingFile(file)
  const { amqpCore } = await workersPackage(path)
  const made = new MadeBots()
  explainUncaught(path, made)
  setBotLauncher({
    fileFor: (path) => path,
    adoptBots: refuseBots,
    adopt: (bot, options) => {
      made.add(bot as Bot)
      const db = amqpCore(brokerOf(flags, options as unknown as BotOptions))
      return { ...options, db, stateFile: undefined }
    },
  })
  await whileProbed(
    flags,
    () => made.first,
    () => runFile(path, made, { db: { filePrefix: "data/bot" } }),
  )
  return 0
}

/** @throws {CommandLineError} */
function refuseBots(): never {
  throw new CommandLineError(
    "host and work run one bot, and the file makes Bots: give each bot a file of its own",
  )
}

/** Serves the probes, where they are wanted, from before the file is loaded until it has run. */
async function whileProbed(
  { http }: WorkersFlags,
  find: () => Probed | undefined,
  run: () => Promise<void>,
): Promise<void> {
  const served = http === undefined ? undefined : await serveProbes(http, find)
  try {
    await run()
  } finally {
    await served?.close()
  }
}

const brokerOf = ({ amqp, name }: WorkersFlags, { profile }: BotOptions): BrokerOptions => ({
  url: amqp,
  name: name ?? brokerNameOf(profile.displayName),
  onBrokerError: brokerErrors(),
})

/** Prints what goes wrong with the broker; while it goes wrong in the same way, once. */
function brokerErrors(): (error: unknown) => void {
  let last = ""
  return (error) => {
    const text = error instanceof Error ? error.message : String(error)
    if (text === last) return
    last = text
    process.stderr.write(`broker: ${text}\n`)
  }
}

/** An optional package of the file's project. */
async function workersPackage(file: string): Promise<WorkersPackage> {
  let path
  try {
    path = createRequire(file).resolve("@simplex-chat/workers")
  } catch (error) {
    const problem = "host and work need a package: npm install @simplex-chat/workers"
    throw new CommandLineError(problem, { cause: error })
  }
  return (await import(pathToFileURL(path).href)) as WorkersPackage
}
