import type { MemoryCore } from "@simplex-chat/testing"
import { type Core, developmentKey } from "@simplex-chat/core"
import { createHash } from "node:crypto"
import { statSync } from "node:fs"
import { join, resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { Bot } from "../bot/bot.ts"
import { isBot } from "../bot/is-bot.ts"
import type { BotOptions } from "../bot/options.ts"
import { ConfigurationError } from "../errors.ts"
import { setBotLauncher } from "../launcher.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"

/** What a function that makes a bot is given, as `simplex-bot dev` and `run` give it. */
export type GivenOptions = Required<Pick<BotOptions, "db" | "logging">>

/** What can be tested: a bot, a function that makes one, or the file of either. */
export type TestedBot = Bot | ((given: GivenOptions) => Bot | Promise<Bot>) | string | URL

/** How long a stop may take in a test: what hangs should fail it soon. */
const stopTimeoutMs = 1000

/**
 * Makes the bot, on this core, with its files in this folder.
 *
 * @throws {ConfigurationError} when there is no bot to test
 */
export async function makeBot(tested: TestedBot, db: MemoryCore, folder: string): Promise<Bot> {
  if (typeof tested === "string" || tested instanceof URL) return loadFile(tested, db, folder)
  const bot = await botOf(tested, db)
  Object.assign(bot, { options: settled(bot.options, db, folder) })
  return bot
}

async function botOf(tested: unknown, db: MemoryCore): Promise<Bot> {
  const given: GivenOptions = { db, logging: "silent" }
  const bot =
    typeof tested === "function" ? await (tested as (given: object) => unknown)(given) : tested
  if (isBot(bot)) return bot
  const problem =
    "needs a Bot, a function that returns one, or the path of a file that exports either; for Bots there is testBots"
  throw new ConfigurationError("testBot", problem)
}

/** The options of the bot, away from its own database and files. */
export function settled<Options extends object>(
  options: Options,
  db: Core,
  folder: string,
): Options {
  const { logging, stopTimeoutMs: ms = stopTimeoutMs } = options as Options & Partial<BotOptions>
  const changed: Partial<BotOptions> = {
    db,
    // A logger of the test's own stays.
    logging: typeof logging === "object" ? logging : "silent",
    stateFile: ":memory:",
    filesFolder: join(folder, "files"),
    tempFolder: join(folder, "files", "tmp"),
    servers: undefined, // its own are on another network
    showAddress: false,
    stopTimeoutMs: Math.min(ms, stopTimeoutMs),
  }
  return { ...options, ...changed }
}

/** The key by which bots find their launcher is global: one file at a time. */
const loading = new KeyedMutex()
let loaded = 0

function loadFile(file: string | URL, db: MemoryCore, folder: string): Promise<Bot> {
  const path = resolve(typeof file === "string" ? file : fileURLToPath(file))
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new ConfigurationError("testBot", `${path}: there is no such file`)
  return loading.run("file", async () => {
    const made = Promise.withResolvers<Bot>()
    setBotLauncher({
      adopt: (bot, options) => {
        // A file that runs its bot must not wait for signals, nor end the process.
        Object.assign(bot, { run: () => (bot as Bot).serveForever().then(() => {}) })
        ;(bot as Bot).onStart(() => made.resolve(bot as Bot))
        return settled(options, db, folder)
      },
      fileFor: (name) => {
        const hash = createHash("sha256").update(resolve(name)).digest("hex").slice(0, 16)
        return join(folder, `${hash}.db`)
      },
    })
    // A file that opens a core by itself is refused.
    Reflect.set(globalThis, developmentKey, true)
    try {
      // Each test has a bot of its own: the file runs anew.
      const url = `${pathToFileURL(path).href}?test=${++loaded}`
      const exported = (import(/* @vite-ignore */ url) as Promise<{ default?: unknown }>).then(
        (module) => botOf(module.default, db),
      )
      exported.catch(() => {})
      return await Promise.race([made.promise, exported])
    } finally {
      setBotLauncher(undefined)
      Reflect.deleteProperty(globalThis, developmentKey)
    }
  })
}
