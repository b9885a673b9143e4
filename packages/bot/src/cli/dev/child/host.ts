import { createHash } from "node:crypto"
import { basename, join, resolve } from "node:path"
import { inspect } from "node:util"
import type { Bot } from "../../../bot/bot.ts"
import type { LogLevel, Logger } from "../../../bot/logging.ts"
import type { BotOptions } from "../../../bot/options.ts"
import type { CheckpointReader, DevelopmentHost } from "../../../development.ts"
import { CommandLineError } from "../../command-line-error.ts"
import type { LogLine } from "../protocol.ts"
import type { Channel } from "./channel.ts"
import type { IpcCore } from "./ipc-core.ts"
import { Tracer } from "./tracer.ts"

/** The world of the bot that is being tried: a core on the network of `dev`, and a folder for files. */
export class Host implements DevelopmentHost {
  readonly core: IpcCore
  /** The bots that the file has made. */
  readonly bots: Bot[] = []
  /** Whether one of them has started, or is about to. */
  isStarted = false
  readonly #channel: Channel
  readonly #folder: string
  readonly #tracer: Tracer

  constructor(channel: Channel, core: IpcCore, folder: string) {
    this.#channel = channel
    this.core = core
    this.#tracer = new Tracer((run) => channel.send({ type: "run", run }))
    core.runOf(() => this.#tracer.currentRun)
    this.#folder = folder
  }

  adopt<Options extends object>(bot: object, options: Options): Options {
    const adopted = bot as Bot
    this.bots.push(adopted)
    this.#tracer.attach(adopted)
    if (this.bots.length > 1)
      throw new CommandLineError("dev runs one bot, and the file makes a second one")
    adopted.onStart(({ user, address }) => {
      this.isStarted = true
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

  #log(level: LogLevel, logged: object, message: string): void {
    const { err, ...fields } = logged as { err?: unknown }
    const line: LogLine = { level, message, fields: plain(fields) }
    this.#channel.send({
      type: "log",
      line: err === undefined ? line : { ...line, error: inspect(err) },
    })
  }
}

/** What can be sent to another process. */
function plain(fields: object): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(fields)) as Record<string, unknown>
  } catch {
    return {}
  }
}
