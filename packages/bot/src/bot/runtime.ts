import type { ChatEventError } from "@simplex-chat/api"
import { within } from "@simplex-chat/core"
import { performance } from "node:perf_hooks"
import { checkPlugins } from "../composer/check-plugins.ts"
import type { Composer } from "../composer/composer.ts"
import { StorageError } from "../disk/storage-error.ts"
import { BotError } from "../errors.ts"
import { isA } from "../is-a.ts"
import { currentRun } from "../scheduling/handler-run.ts"
import { claimCore } from "./claim-core.ts"
import { healthOf, notRunning, Receiving } from "./health.ts"
import { isHosted } from "./hosted-core.ts"
import { labelled, labelOf } from "./label.ts"
import type { BotState, Health, StopBotOptions, Stopped } from "./lifecycle.ts"
import { type BotLog, logError, type Logger, logOf } from "./logging.ts"
import type { BotOptions } from "./options.ts"
import { problemsOf, reportingLogger } from "./problems.ts"
import type { Running } from "./running.ts"
import { isOpenedHere } from "./shared-user.ts"
import { startBot } from "./start-bot.ts"
import { startHosted } from "./start-hosted.ts"
import { otherCallbacks, startedBot } from "./started-bot.ts"
import { logUnhandledRejections } from "./unhandled-rejections.ts"

/** Handlers and options. `testBot` replaces the options after the bot was made: read them late. */
type Runnable = Composer & { readonly options: BotOptions }

/** Starts a bot once and stops it once, and knows where it is between the two. */
export class Runtime {
  readonly #bot: Runnable
  readonly #abort = new AbortController()
  #running: Running | undefined
  #starting: Promise<Running> | undefined
  #stopping: Promise<Stopped> | undefined
  #failure: Error | undefined
  #state: BotState = "new"
  #log: BotLog | undefined
  readonly #receiving = new Receiving()
  readonly #disposers: (() => void)[] = []
  readonly #stopped = Promise.withResolvers<Stopped>()

  constructor(bot: Runnable) {
    this.#bot = bot
  }

  get state(): BotState {
    return this.#state
  }

  /** Undefined until the bot begins to start. */
  get log(): BotLog | undefined {
    return this.#log
  }

  /** Undefined until the database is open. */
  get running(): Running | undefined {
    return this.#running
  }

  /** Aborted as soon as the bot is to stop. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Resolves once the bot has stopped; never rejects. */
  get stopped(): Promise<Stopped> {
    return this.#stopped.promise
  }

  /** @throws {BotError} when the database is not open yet */
  whileRunning(what: string): Running {
    if (this.#running === undefined) throw new BotError(`${what}: the bot has not started yet`)
    return this.#running
  }

  /** @throws {BotError} after a stop, and when the start fails; everything is closed again then */
  async start(): Promise<void> {
    if (this.#stopping !== undefined)
      throw new BotError("start: the bot was stopped; create another one")
    await (this.#starting ??= this.#start().catch((error: unknown) => {
      this.#state = this.#stopping === undefined ? "failed" : "stopped"
      throw error
    }))
  }

  /** Starts and resolves once the bot has stopped; rejects with what made it fail. */
  async serve(signal?: AbortSignal): Promise<Stopped> {
    let stopped: Stopped
    const onAbort = () => void this.stop()
    // A core in memory has nothing that keeps the process; a bot that serves does.
    const keepAlive = setInterval(() => {}, 2 ** 30)
    try {
      const isStarted = await this.start().then(
        () => true,
        (error: unknown) => {
          // Stopped before it had started, as by SIGTERM during a download.
          if (this.#stopping !== undefined && this.#abort.signal.aborted) return false
          throw error
        },
      )
      if (!isStarted) return await this.stop()
      if (signal?.aborted === true) onAbort()
      signal?.addEventListener("abort", onAbort, { once: true })
      stopped = await this.stopped
    } finally {
      signal?.removeEventListener("abort", onAbort)
      clearInterval(keepAlive)
    }
    if (stopped.failure !== undefined) throw stopped.failure
    return stopped
  }

  stop(options: StopBotOptions = {}): Promise<Stopped> {
    // Otherwise it and the bot would wait for each other, and its message would come again forever.
    currentRun.getStore()?.finishWithin(1000)
    this.#stopping ??= this.#stop(options).then((stopped) => {
      this.#stopped.resolve(stopped)
      return stopped
    })
    return this.#stopping
  }

  async health(timeoutMs: number): Promise<Health> {
    if (this.#running === undefined || this.#stopping !== undefined) return notRunning
    const health = await healthOf(this.#running, this.#receiving.works, timeoutMs)
    // Until the handlers of `onStart` have ended, the database is open and no message is handled.
    return { ...health, ok: health.ok && this.#state === "running" }
  }

  async #start(): Promise<Running> {
    checkPlugins(this.#bot.plan())
    this.#state = "starting"
    claimCore(this.#bot.options.db)
    const report = problemsOf(this.#bot.options)
    this.#log = await logOf(this.#bot.options.logging)
    const base = labelled(this.#log.logger, labelOf(this.#bot))
    const logger = report === undefined ? base : reportingLogger(base, report)
    const callbacks = {
      logger,
      signal: this.#abort.signal,
      onApiError: (error: ChatEventError) => this.#onApiError(error, logger),
      onStateFailure: (error: unknown) => this.#onStateFailure(error, logger),
      onHostFailure: (error: Error) => {
        this.#failure ??= error
        void this.stop()
      },
    }
    const { db } = this.#bot.options
    this.#running = isHosted(db)
      ? await startHosted(db, this.#bot, this.#bot.options, callbacks)
      : await startBot(this.#bot, this.#bot.options, callbacks)
    if (this.#bot.options.unhandledRejections !== "throw") {
      this.#disposers.push(
        logUnhandledRejections((error) => {
          logError(logger, {}, error, "a call of the bot failed and was not awaited")
        }),
      )
    }
    await this.#callStartHandlers(this.#running)
    if (this.#stopping === undefined) {
      this.#running.open()
      this.#state = "running"
    }
    return this.#running
  }

  async #callStartHandlers(running: Running): Promise<void> {
    const { unhandledRejections } = this.#bot.options
    const started = startedBot(running, unhandledRejections)
    for (const start of this.#bot.plan().starts) {
      if (this.#stopping !== undefined) return
      const callbacks = otherCallbacks("onStart", running.logger, unhandledRejections)
      await running.inbox.runOther(() => start(started), callbacks)
    }
  }

  #onApiError(error: ChatEventError, logger: Logger): void {
    logError(logger, {}, error, "the api reports an error")
    this.#receiving.see(error)
    if (error.code !== "closed" || this.#stopping !== undefined) return
    this.#failure = error
    void this.stop()
  }

  /** To go on would be to do everything since then again at the next start. */
  #onStateFailure(cause: unknown, logger: Logger): void {
    if (this.#failure !== undefined) return
    const why = isA(cause, StorageError) ? `: ${cause.message}` : ""
    const problem = `what was handled could not be stored in the stateFile${why}`
    const error = new BotError(problem, { cause })
    logError(logger, {}, error, "the state file cannot be written; the bot stops")
    this.#failure = error
    void this.stop()
  }

  async #stop({ flush = false }: StopBotOptions): Promise<Stopped> {
    this.#state = "stopping"
    this.#abort.abort(new BotError("the bot was stopped while it was starting"))
    // Once the database is open, the start is completed: half a start cannot be taken back. Handlers of
    // `onStart` are handlers: they get until the deadline, and may be the caller.
    const running = this.#running ?? (await this.#starting?.catch(() => undefined))
    if (running === undefined) {
      this.#state = "stopped"
      return { unfinished: 0, failure: undefined }
    }
    const { api, inbox, outbox, marker, quiet, logger, reconciler, menus, state } = running
    const deadlineMs = this.#bot.options.stopTimeoutMs ?? 10_000
    const end = performance.now() + deadlineMs
    const leftMs = () => Math.max(0, end - performance.now())
    const attempt = async (close: () => unknown) => {
      try {
        await close()
      } catch (error) {
        logError(logger, {}, error, "stopping failed in part")
        this.#failure ??= error instanceof Error ? error : new BotError("the bot did not stop")
      }
    }
    let unfinished = 0
    await attempt(async () => {
      unfinished = await inbox.stop(deadlineMs)
    })
    if (unfinished > 0) logger.warn({ unfinished }, "handlers did not finish in time")
    let unsent: number | undefined
    await attempt(async () => {
      // A core that answers no more is reported by closing it.
      await within(marker.flush(), { timeoutMs: leftMs() }, late).catch(() => {})
      if (flush) unsent = await outbox.flush(leftMs())
      const { stopMs = isOpenedHere(this.#bot.options.db) ? 1000 : 0 } =
        this.#bot.options.quiet ?? {}
      await quiet.wait(stopMs, leftMs())
    })
    // Commands of the reconciler end with the api.
    const reconciled = Promise.all([reconciler.stop(), menus?.stop()])
    await attempt(() => api.close())
    await within(reconciled, { timeoutMs: leaveMs }, late).catch(() => {})
    await attempt(() => state.close())
    running.telemetry?.close()
    for (const dispose of this.#disposers) dispose()
    logger.info({}, "stopped")
    this.#state = this.#failure === undefined ? "stopped" : "failed"
    return { unfinished, failure: this.#failure, unsent }
  }
}

const late = (): Error => new BotError("it took too long while the bot was stopping")

/** How long what has no deadline of its own may hold up the end of a stop, in milliseconds. */
const leaveMs = 1000
