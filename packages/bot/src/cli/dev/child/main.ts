/**
 * What Node imports before the bot's file in the process of the bot: it has every `Bot` run on the
 * network of `dev`, and starts the one that the file exports.
 */

import { developmentKey } from "@simplex-chat/core"
import { registerHooks } from "node:module"
import { resolve, sep } from "node:path"
import process from "node:process"
import { fileURLToPath, pathToFileURL } from "node:url"
import { inspect } from "node:util"
import type { Bot } from "../../../bot/bot.ts"
import { CommandLineError } from "../../command-line-error.ts"
import { botOf } from "../../load-bot.ts"
import { folderVariable, type ToBot } from "../protocol.ts"
import { Channel } from "./channel.ts"
import { Host } from "./host.ts"
import { IpcCore } from "./ipc-core.ts"

const file = resolve(process.argv[1] ?? "")
const url = pathToFileURL(file).href
const { [folderVariable]: folder = "" } = process.env
// The processes that the bot starts are not those of `dev`.
Reflect.deleteProperty(process.env, folderVariable)

const channel: Channel = new Channel(onMessage)
const core: IpcCore = new IpcCore(channel)
const host = new Host(channel, core, folder)
Reflect.set(globalThis, developmentKey, host)

registerHooks({
  load(loaded, context, next) {
    const path = loaded.startsWith("file:") ? fileURLToPath(loaded) : undefined
    if (path !== undefined && !path.includes(`${sep}node_modules${sep}`))
      channel.send({ type: "loaded", path })
    // Not earlier: the file must be the main module, as `import.meta.main` says.
    if (loaded === url) setImmediate(() => void runExported())
    return next(loaded, context)
  },
})

/** A file that is loaded runs its bot by itself, or exports it, or leaves it to `dev`. */
async function runExported(): Promise<void> {
  let bot: Bot | undefined
  try {
    // Resolves once the file has been executed, and never when it ends in `await bot.run()`.
    const { default: exported } = (await import(url)) as { default?: unknown }
    if (host.bots.length === 0 || host.bots[0] === exported)
      bot = await botOf(exported, { db: core, logging: host.logger })
  } catch (error) {
    // Node reports it itself: the file is the main module.
    if (!(error instanceof CommandLineError)) return
    return refuse(error.message)
  }
  if (bot !== undefined) return run(bot)
  // It may still be on its way to `start`; when nothing is left to do, it is not.
  process.once("beforeExit", () => {
    const [made] = host.bots
    if (made === undefined) refuse(`${file} makes no Bot`)
    else if (!host.isStarted) void run(made)
  })
}

async function run(bot: Bot): Promise<void> {
  try {
    await bot.run()
  } catch (error) {
    process.stderr.write(`${inspect(error)}\n`)
    process.exit(1)
  }
}

function refuse(problem: string): void {
  channel.send({ type: "unfit", problem })
  process.exitCode = 1
}

function onMessage(message: ToBot): void {
  switch (message.type) {
    case "value":
      return core.value(message.id, message.value)
    case "error":
      return core.error(message.id, message.error)
    case "events":
      return core.events(message.events)
    case "load":
      return void reportLoad(message.id)
    case "stop":
      return void stop()
  }
}

async function reportLoad(id: number): Promise<void> {
  const { working, queued } = (await host.bots[0]?.health()) ?? { working: 0, queued: 0 }
  channel.send({ type: "load", id, load: { working, queued } })
}

async function stop(): Promise<void> {
  await host.bots[0]?.stop()
  // What the file started beside the bot must not keep the process.
  setTimeout(() => process.exit(), 1000).unref()
}
