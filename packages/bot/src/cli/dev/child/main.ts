/**
 * What Node imports before the bot's file in the process of the bot: it has every `Bot` run on the
 * network of `dev`, and starts the one that the file exports.
 */

import { developmentKey } from "@simplex-chat/core"
import { registerHooks } from "node:module"
import { resolve, sep } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { inspect } from "node:util"
import { setBotLauncher } from "../../../launcher.ts"
import { CommandLineError } from "../../command-line-error.ts"
import { explainUncaught } from "../../file-errors.ts"
import { runFile } from "../../run-file.ts"
import { folderVariable, type ToBot } from "../protocol.ts"
import { Channel } from "./channel.ts"
import { DevLauncher } from "./launcher.ts"
import { IpcCore } from "./ipc-core.ts"

const file = resolve(process.argv[1] ?? "")
const url = pathToFileURL(file).href
const { [folderVariable]: folder = "" } = process.env
// The processes that the bot starts are not those of `dev`.
Reflect.deleteProperty(process.env, folderVariable)

const channel: Channel = new Channel(onMessage)
const core: IpcCore = new IpcCore(channel)
const launcher = new DevLauncher(channel, core, folder)
setBotLauncher(launcher)
Reflect.set(globalThis, developmentKey, true)

registerHooks({
  load(loaded, context, next) {
    const path = loaded.startsWith("file:") ? fileURLToPath(loaded) : undefined
    if (path !== undefined && !path.includes(`${sep}node_modules${sep}`))
      channel.send({ type: "loaded", path })
    // Not earlier: the file must be the main module, as `import.meta.main` says.
    if (loaded === url) setImmediate(() => void run())
    return next(loaded, context)
  },
})

explainUncaught(file, launcher.made)

async function run(): Promise<void> {
  try {
    await runFile(file, launcher.made, { db: core, logging: launcher.logger })
  } catch (error) {
    process.exitCode = 1
    if (error instanceof CommandLineError) channel.send({ type: "unfit", problem: error.message })
    // What the file throws by itself is reported above, since it is the main module.
    else if (launcher.made.first !== undefined) process.stderr.write(`${inspect(error)}\n`)
  }
}

function onMessage(message: ToBot): void {
  switch (message.type) {
    case "value":
      return core.value(message.id, message.value)
    case "error":
      return core.error(message.id, message.error)
    case "events":
      return core.events(message.events)
    case "stop":
      return void stop()
  }
}

async function stop(): Promise<void> {
  await launcher.made.first?.stop()
  // What the file started beside the bot must not keep the process.
  setTimeout(() => process.exit(), 1000).unref()
}
