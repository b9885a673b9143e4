import { createHash } from "node:crypto"
import { basename, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { inspect } from "node:util"
import type { Bot } from "../../../bot/bot.ts"
import type { LogLevel, Logger } from "../../../bot/logging.ts"
import type { BotOptions } from "../../../bot/options.ts"
import type { Update } from "../../../composer/handlers.ts"
import { handlerOf } from "../../../composer/run.ts"
import type { BotLauncher, CheckpointReader } from "../../../launcher.ts"
import { CommandLineError } from "../../command-line-error.ts"
import { MadeBots } from "../../made-bots.ts"
import type { HandledUpdate, LogLine } from "../protocol.ts"
import type { Channel } from "./channel.ts"
import type { IpcCore } from "./ipc-core.ts"
import { Tracer } from "./tracer.ts"

/** The world of the bot that is being tried: a core on the network of `dev`, and a folder for files. */
export class DevLauncher implements BotLauncher {
  readonly core: IpcCore
  readonly made = new MadeBots()
  readonly #channel: Channel
  readonly #folder: string
  readonly #tracer: Tracer
  #lastRun = 0

  constructor(channel: Channel, core: IpcCore, folder: string) {
    this.#channel = channel
    this.core = core
    this.#tracer = new Tracer((run) => channel.send({ type: "trace", run }))
    core.runOf(() => this.#tracer.currentRun)
    this.#folder = folder
  }

  adopt<Options extends object>(bot: object, options: Options): Options {
    const adopted = bot as Bot
    if (this.made.first !== undefined)
      throw this.#unfit("dev runs one bot, and the file makes a second one")
    this.made.add(adopted)
    this.#tracer.attach(adopted)
    adopted.use((update, next) => this.#report(update, next))
    adopted.onStart(({ user, address }) => {
      this.#channel.send({ type: "started", name: user.localDisplayName, address })
    })
    const given: BotOptions = options as Options & BotOptions
    const changed: Partial<BotOptions> = {
      db: this.core,
      logging: this.logger,
      stateFile: join(this.#folder, "state.db"),
      filesFolder: join(this.#folder, "files"),
      tempFolder: join(this.#folder, "files", "tmp"),
      servers: undefined, // its own are on another network
      createAddress: true,
      showAddress: false, // there is no phone on this network
      onHandled: (handled) => {
        this.#channel.send({ type: "handled", handled })
        return given.onHandled?.(handled)
      },
    }
    return { ...options, ...changed }
  }

  adoptBots(): never {
    throw this.#unfit(
      "dev runs one bot, and the file makes Bots: try each from a file of its own, and all of them with testBots",
    )
  }

  /** The file throws it, and its process ends: `dev` is told why before that. */
  #unfit(problem: string): CommandLineError {
    this.#channel.send({ type: "unfit", problem })
    return new CommandLineError(problem)
  }

  readCheckpoints(checkpoints: CheckpointReader): void {
    this.#tracer.readCheckpoints(checkpoints)
  }

  sessionChanged(key: string, before: unknown, after: unknown): void {
    this.#tracer.sessionChanged(key, before, after)
  }

  fileFor(path: string): string {
    const hash = createHash("sha256").update(resolve(path)).digest("hex").slice(0, 16)
    return join(this.#folder, "storages", `${hash}-${basename(path)}`)
  }

  readonly logger: Logger = {
    debug: (fields, message) => this.#log("debug", fields, message),
    info: (fields, message) => this.#log("info", fields, message),
    warn: (fields, message) => this.#log("warn", fields, message),
    error: (fields, message) => this.#log("error", fields, message),
  }

  /** Around all other middleware, since it is added first. */
  async #report(update: Update, next: () => Promise<void>): Promise<void> {
    const id = ++this.#lastRun
    const what = whatOf(update)
    const start = performance.now()
    this.#channel.send({ type: "run", run: { phase: "begin", id, what } })
    let failed: { error: string } | undefined
    try {
      await next()
    } catch (error) {
      failed = { error: stackOf(error) }
      throw error
    } finally {
      const handler = handlerOf(update)
      const run = { phase: "end", id, what, durationMs: performance.now() - start } as const
      const by = handler === undefined ? {} : { handler }
      // Not before it is remembered as handled: the process may be killed at once.
      setImmediate(() => this.#channel.send({ type: "run", run: { ...run, ...by, ...failed } }))
    }
  }

  #log(level: LogLevel, logged: object, message: string): void {
    const { err, ...fields } = logged as { err?: unknown }
    const line: LogLine = { level, message, fields: plain(fields) }
    this.#channel.send({
      type: "log",
      line: err === undefined ? line : { ...line, error: stackOf(err) },
    })
  }
}

function whatOf(update: Update): HandledUpdate {
  if (update.type === "event") return { type: "event", tag: update.event.type }
  const { chat, id } = update.message
  const ref = chat.type === "direct" ? `@${chat.contact.contactId}` : `#${chat.groupInfo.groupId}`
  return { type: "message", chat: ref, itemId: id }
}

/** Without the lines of this package, which are the same in every stack. */
function stackOf(error: unknown): string {
  const lines = inspect(error).split("\n")
  return lines.filter((line) => !line.includes(ownFolder)).join("\n")
}

const ownFolder = fileURLToPath(new URL(".", import.meta.url))

/** What can be sent to another process. */
function plain(fields: object): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(fields)) as Record<string, unknown>
  } catch {
    return {}
  }
}
