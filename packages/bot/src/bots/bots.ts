import { checkOptions } from "../checks.ts"
import { nodeProblem } from "@simplex-chat/core-ffi/node-version"
import type { Bot } from "../bot/bot.ts"
import { isBot } from "../bot/is-bot.ts"
import { checkLogLevel } from "../bot/check-options.ts"
import type { BotState, StopBotOptions, Stopped } from "../bot/lifecycle.ts"
import { type BotLog, logError, type LogLevel, logOf } from "../bot/logging.ts"
import { runInProcess } from "../bot/run-in-process.ts"
import { BotError, ConfigurationError } from "../errors.ts"
import type { Metrics, ServedHttp } from "../http/index.ts"
import { botLauncher } from "../launcher.ts"
import { type BotsOptions, checkBotsOptions, checkName } from "./bots-options.ts"
import { type BotsHealth, type BotsStatus, healthOfAll, statusOfAll } from "./bots-status.ts"
import type { BotOrMaker } from "./bot-run.ts"
import { Member } from "./member.ts"
import { noneStarted } from "./none-started.ts"
import { SharedDatabase } from "./shared-database.ts"

/** What became of a start. */
export interface StartedBots {
  /** The names of those that run. */
  readonly started: readonly string[]
  /** Those that do not, by name, and why. The others run. */
  readonly failed: ReadonlyMap<string, unknown>
}

/**
 * Several bots in one process: as users of one core, on cores of their own, or both. They start and
 * stop together or alone, and one that fails does not stop the others.
 *
 * ```ts
 * const bots = new Bots({ db: { filePrefix: "data/all" } })
 * bots.add("sales", (given) => salesBot(given))
 * bots.add("support", (given) => new Bot({ profile: { displayName: "support" }, ...given }))
 * await bots.run()
 * ```
 */
export class Bots {
  readonly options: BotsOptions
  readonly #members = new Map<string, Member>()
  readonly #abort = new AbortController()
  readonly #stopped = Promise.withResolvers<Stopped>()
  #state: BotState = "new"
  #log: BotLog | undefined
  #shared: Promise<SharedDatabase | undefined> | undefined
  #starting: Promise<StartedBots> | undefined
  #stopping: Promise<Stopped> | undefined
  #failure: Error | undefined

  /**
   * @throws {ConfigurationError} when an option is wrong or unknown
   * @throws {BotError} when this version of Node is too old
   */
  constructor(options: BotsOptions = {}) {
    const problem = nodeProblem()
    if (problem !== undefined) throw new BotError(problem)
    checkBotsOptions(options)
    this.options = botLauncher()?.adoptBots?.(this, options) ?? options
  }

  /**
   * Adds a bot. While the others run, start it with `startBot`.
   *
   * @param name its name in logs and metrics, and of its files; keep it, since the bot finds its user by it
   * @param bot a function that makes it, once for each start; or a bot with a database of its own, which
   *   can be started once
   * @throws {ConfigurationError} when the name is wrong or taken, and for a bot that was added before
   * @throws {BotError} after a stop
   */
  add(name: string, bot: BotOrMaker): this {
    this.#checkOpen("add")
    checkName(name, this.#members.keys())
    if (typeof bot !== "function" && !isBot(bot))
      throw new ConfigurationError("bot", "must be a Bot, or a function that makes one")
    const same = [...this.#members.values()].find((one) => isBot(bot) && one.source === bot)
    if (same !== undefined)
      throw new ConfigurationError(name, `this bot was added as ${same.name} already`)
    const member: Member = new Member(name, bot, (error) => this.#onFailure(name, error))
    this.#members.set(name, member)
    return this
  }

  /** The names, in the order in which they were added. */
  get names(): string[] {
    return [...this.#members.keys()]
  }

  /**
   * A bot that starts, runs, or ran last.
   *
   * @throws {ConfigurationError} when there is none of this name
   * @throws {BotError} before it starts
   */
  get(name: string): Bot {
    const { bot } = this.#member(name)
    if (bot === undefined) throw new BotError(`${name}: the bot has not started yet`)
    return bot
  }

  /**
   * Starts all bots, and resolves once each of them runs or has failed. Those that failed are logged
   * and make `health` bad; the others run.
   *
   * @throws {BotError} when none can be started, and after a stop
   * @throws {CoreError} when `db` cannot be opened
   */
  start(): Promise<StartedBots> {
    if (this.#stopping !== undefined) {
      return Promise.reject(new BotError("start: the bots were stopped; create others"))
    }
    return (this.#starting ??= this.#start().catch(async (error: unknown) => {
      this.#state = this.#stopping === undefined ? "failed" : "stopped"
      await this.#close()
      throw error
    }))
  }

  /**
   * Starts one bot, again too if it was added as a function.
   *
   * @throws {BotError} after a stop of all
   * @throws {ConfigurationError} when there is none of this name, and what `bot.start` throws
   */
  async startBot(name: string): Promise<Bot> {
    this.#checkOpen("startBot")
    const member = this.#member(name)
    const around = await this.#surroundings()
    if (this.#state === "new") this.#state = "running"
    return member.start(around)
  }

  /**
   * Stops one bot; the others keep running. `startBot` starts it again.
   *
   * @throws {ConfigurationError} when there is none of this name
   */
  async stopBot(name: string, options: StopBotOptions = {}): Promise<Stopped> {
    checkOptions(options, { flush: "flag" })
    return this.#member(name).stop(options)
  }

  /**
   * Stops a bot and takes it away. Its user, its chats and its files stay; one that is added under the
   * same name has them again.
   *
   * @throws {ConfigurationError} when there is none of this name
   */
  async remove(name: string, options?: StopBotOptions): Promise<Stopped> {
    const stopped = await this.stopBot(name, options)
    this.#members.delete(name)
    return stopped
  }

  /**
   * Starts all bots and resolves once they have stopped.
   *
   * @param options.signal stops them
   * @throws {BotError} as `start` does, and when the last one that runs has failed
   */
  async serveForever(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Stopped> {
    checkOptions(options, { signal: "signal" })
    const { signal } = options
    const onAbort = () => void this.stop()
    if (signal?.aborted === true) onAbort()
    signal?.addEventListener("abort", onAbort, { once: true })
    // A core in memory has nothing that keeps the process; bots that serve do.
    const keepAlive = setInterval(() => {}, 2 ** 30)
    try {
      await this.start().catch((error: unknown) => {
        if (!this.#abort.signal.aborted) throw error
      })
      const stopped = await this.#stopped.promise
      if (this.#failure !== undefined) throw this.#failure
      return stopped
    } finally {
      clearInterval(keepAlive)
      signal?.removeEventListener("abort", onAbort)
    }
  }

  /**
   * Starts all bots and runs them until SIGINT or SIGTERM; then it stops them gracefully, and the process
   * ends, as `bot.run()` does: with exit code 0, or 1 when handlers did not finish in time or the last bot
   * failed.
   *
   * @throws {BotError} as `start` does
   */
  async run(): Promise<void> {
    await runInProcess(this)
  }

  /**
   * Stops all bots side by side, then the core that they share. Each call returns the same promise,
   * which never rejects: `unfinished` counts the handlers of all bots, and `failure` is the first of
   * what failed.
   */
  stop(options: StopBotOptions = {}): Promise<Stopped> {
    checkOptions(options, { flush: "flag" })
    this.#stopping ??= this.#stop(options).then((stopped) => {
      this.#stopped.resolve(stopped)
      return stopped
    })
    return this.#stopping
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  /** Asks each bot. `ok` while all of them work that were not stopped on purpose. */
  async health(options: { readonly timeoutMs?: number | undefined } = {}): Promise<BotsHealth> {
    checkOptions(options, { timeoutMs: "ms" })
    const { timeoutMs = 5000 } = options
    return healthOfAll([...this.#members.values()], this.#state === "running", timeoutMs)
  }

  /** Where the bots are in their life as a whole; that of each is in `health`. */
  get state(): BotState {
    return this.#state
  }

  /** What `simplex-bot status` shows. */
  async status(): Promise<BotsStatus> {
    const { state, logLevel } = this
    return statusOfAll([...this.#members.values()], { state, logLevel })
  }

  /** The level from which on the bots log, unless one says otherwise; `silent` when they do not. */
  get logLevel(): string {
    return this.#log?.level ?? "silent"
  }

  /**
   * Changes the level of all bots that log, while they run.
   *
   * @throws {ConfigurationError} when there is no such level, or `logging` is `"silent"`
   */
  setLogLevel(level: LogLevel): void {
    checkLogLevel(level, this.logLevel)
    if (this.#log !== undefined) this.#log.level = level
    for (const { bot } of this.#members.values()) {
      if (bot !== undefined && bot.logLevel !== "silent") bot.setLogLevel(level)
    }
  }

  /**
   * Serves the probes and metrics of all bots over HTTP at one address, until they stop: as
   * `bot.serveHttp`. `/readyz` and `/status` have each bot by its name, metrics have the attribute
   * `simplex.bot.name`.
   *
   * @param address `127.0.0.1:8080`, a port of 127.0.0.1, or `unix:/run/bots/http`
   * @param options.metrics what answers `/metrics`; see `bot.serveHttp`
   * @throws {ConfigurationError} when it is no address
   * @throws {BotError} when it cannot listen there
   */
  async serveHttp(
    address: string,
    options: { readonly metrics?: Metrics | undefined } = {},
  ): Promise<ServedHttp> {
    checkOptions(options, { metrics: "any" })
    const { parseAddress, serveHttp, installedMetrics } = await import("../http/index.ts")
    const place = parseAddress(address)
    const served = await serveHttp(this, place, options.metrics ?? (await installedMetrics()))
    void this.#stopped.promise.then(() => served.close())
    return served
  }

  /** @throws {ConfigurationError} */
  #member(name: string): Member {
    const member = this.#members.get(name)
    if (member !== undefined) return member
    const names = this.names.length === 0 ? "there are none" : `there are ${this.names.join(", ")}`
    throw new ConfigurationError("name", `there is no bot of this name; ${names}`)
  }

  /** @throws {BotError} after a stop */
  #checkOpen(what: string): void {
    if (this.#stopping !== undefined)
      throw new BotError(`${what}: the bots were stopped; create others`)
  }

  async #start(): Promise<StartedBots> {
    if (this.#members.size === 0)
      throw new ConfigurationError("bots", "there are none: add one with bots.add(name, bot)")
    this.#state = "starting"
    const around = await this.#surroundings()
    const failed = new Map<string, unknown>()
    await Promise.all(
      [...this.#members.values()].map(async (member) => {
        try {
          await member.start(around)
        } catch (error) {
          failed.set(member.name, error)
          if (this.#stopping !== undefined) return
          const { logger } = await this.#logging()
          const problem = "a bot could not be started; the others keep running"
          logError(logger, { bot: member.name }, error, problem)
        }
      }),
    )
    const started = this.names.filter((name) => !failed.has(name))
    if (started.length === 0) throw noneStarted(failed)
    if (this.#stopping === undefined) this.#state = "running"
    return { started, failed }
  }

  async #surroundings() {
    const { logging = "info", db } = this.options
    const { logger } = await this.#logging()
    const { signal } = this.#abort
    if (db !== undefined) {
      this.#shared ??= SharedDatabase.open(db, this.options, { logger, signal })
    }
    const beside = db !== undefined && "filePrefix" in db ? `${db.filePrefix}_bots` : undefined
    const stateFolder = this.options.stateFolder ?? beside
    return { shared: await this.#shared, logging, stateFolder }
  }

  async #logging(): Promise<BotLog> {
    return (this.#log ??= await logOf(this.options.logging))
  }

  #onFailure(name: string, error: unknown): void {
    if (this.#stopping !== undefined) return
    const isLast = [...this.#members.values()].every(({ state }) => state === "failed")
    if (this.#log !== undefined) {
      const problem = "a bot has failed; the others keep running"
      logError(this.#log.logger, { bot: name }, error, problem)
    }
    if (!isLast) return
    this.#failure = error instanceof Error ? error : new BotError("the last bot has failed")
    void this.stop()
  }

  async #stop(options?: StopBotOptions): Promise<Stopped> {
    this.#state = "stopping"
    this.#abort.abort(new BotError("the bots were stopped while they were starting"))
    // Those that start give up, and the start of all ends.
    const stopped = await Promise.all(
      [...this.#members.values()].map((member) => member.stop(options)),
    )
    await this.#starting?.catch(() => {})
    const failure = await this.#close()
    this.#state = this.#failure === undefined ? "stopped" : "failed"
    const unsent = stopped.map((one) => one.unsent).filter((count) => count !== undefined)
    return {
      unfinished: stopped.reduce((sum, one) => sum + one.unfinished, 0),
      failure:
        this.#failure ?? stopped.find((one) => one.failure !== undefined)?.failure ?? failure,
      unsent: unsent.length === 0 ? undefined : unsent.reduce((sum, count) => sum + count, 0),
    }
  }

  /** Closes the core that the bots share. */
  async #close(): Promise<Error | undefined> {
    try {
      await (await this.#shared?.catch(() => undefined))?.close()
      return undefined
    } catch (error) {
      return error instanceof Error ? error : new BotError("the core did not close")
    }
  }
}
