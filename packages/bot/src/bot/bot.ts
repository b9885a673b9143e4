import type { ChatApi, ChatTarget } from "@simplex-chat/api"
import { nodeProblem } from "@simplex-chat/core-ffi/node-version"
import type { T } from "@simplex-chat/types"
import { broadcast, type BroadcastOptions, type BroadcastSummary } from "../broadcast/broadcast.ts"
import type { Subscriptions } from "../broadcast/opt-out.ts"
import { Channel } from "../channels/channel.ts"
import { Composer } from "../composer/composer.ts"
import { checkOptions } from "../checks.ts"
import { BotError, ConfigurationError } from "../errors.ts"
import { botLauncher } from "../launcher.ts"
import { type WaitForMessageOptions, waitKinds } from "../messages/asking.ts"
import type { Metrics, ServedHttp } from "../http/index.ts"
import type { MessageFilter, MessageOf } from "../messages/message.ts"
import { asContent, type SendOptions, sendKinds } from "../messages/outgoing.ts"
import type { SentMessage } from "../messages/sent-message.ts"
import { checkBotOptions, checkLogLevel } from "./check-options.ts"
import type { BotState, Health, StopBotOptions, Stopped } from "./lifecycle.ts"
import { logError, type LogLevel } from "./logging.ts"
import type { BotOptions } from "./options.ts"
import { runInProcess } from "./run-in-process.ts"
import { Runtime } from "./runtime.ts"
import { diskUsageOf } from "./state-file.ts"
import { type BotStatus, statusOf } from "./status.ts"

/**
 * A bot on SimpleX Chat.
 *
 * ```ts
 * const bot = new Bot({ profile: { displayName: "squarer" }, db: { filePrefix: "data/squarer" } })
 * bot.onMessage({ text: /^-?\d+$/ }, (message) => message.reply(`${Number(message.text) ** 2}`))
 * await bot.run()
 * ```
 *
 * Each message is handled at least once: in order within a chat, side by side across chats. What
 * comes while the bot is down is handled at the next start. Only messages whose handler was running
 * when the process was killed come twice.
 */
export class Bot extends Composer {
  readonly options: BotOptions
  readonly #runtime = new Runtime(this)

  /**
   * @throws {ConfigurationError} when an option is wrong or unknown
   * @throws {BotError} when this version of Node is too old
   */
  constructor(options: BotOptions) {
    // First of all: an old Node would fail somewhere else, with a misleading error.
    const problem = nodeProblem()
    if (problem !== undefined) throw new BotError(problem)
    checkBotOptions(options)
    super()
    this.options = botLauncher()?.adopt(this, options) ?? options
  }

  /**
   * The api, for everything else. It is there once the bot has started.
   *
   * @throws {BotError} before that
   */
  get api(): ChatApi {
    return this.#runtime.whileRunning("api").api
  }

  /** The address of the bot, as people use it; undefined when it has none. */
  get address(): string | undefined {
    return this.#runtime.whileRunning("address").identified.address
  }

  /** The user of the bot in its database. */
  get user(): T.User {
    return this.#runtime.whileRunning("user").identified.user
  }

  /**
   * Distinguishes the bot's database from all others. Ids of contacts and groups begin at 1 in each
   * database: bind to it what you keep elsewhere under such an id. It stays the same across restarts,
   * when there is a state file, and when the bot changes its name or its address.
   */
  get identity(): string {
    return this.#runtime.whileRunning("identity").identity
  }

  /**
   * Opens the database and begins to handle messages, those that came while the bot was down first.
   * Makes profile, menu, address and settings what is declared; without network that is done later.
   *
   * @throws {ConfigurationError} and what `ChatApi.init` throws; everything is closed again then
   * @throws {BotError} when `stop` is called before the database is open
   */
  async start(): Promise<this> {
    await this.#runtime.start()
    return this
  }

  /**
   * Starts the bot and resolves once it has stopped.
   *
   * @param options.signal stops it
   * @throws {BotError} as `start` does, and when the bot ends without being stopped
   */
  async serveForever(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Stopped> {
    checkOptions(options, { signal: "signal" })
    return this.#runtime.serve(options.signal)
  }

  /**
   * Starts the bot and runs it until SIGINT or SIGTERM; then it stops receiving, lets handlers
   * finish, closes the database, and the process ends: with exit code 0, or 1 when handlers did not
   * finish in time or the bot failed. A second signal ends the process at once.
   *
   * @throws {BotError} as `start` does
   */
  async run(): Promise<void> {
    await runInProcess(this)
  }

  /**
   * Stops receiving, lets handlers finish for `stopTimeoutMs`, stops the chat and closes the database.
   * Waits for messages end with a `WaitError`. Each call returns the same promise, which never
   * rejects: what goes wrong is `failure` of its result. A handler may call it and wait: it counts as
   * done a second later.
   */
  stop(options: StopBotOptions = {}): Promise<Stopped> {
    checkOptions(options, { flush: "flag" })
    return this.#runtime.stop(options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  /**
   * Waits for a message of any sender that passes the filter; handlers do not get it. For the answer
   * of one sender, see `message.waitFor` and `message.ask`.
   *
   * @throws {WaitError}
   */
  async waitFor<const Filter extends MessageFilter>(
    filter: Filter,
    options: WaitForMessageOptions = {},
  ): Promise<MessageOf<Filter>> {
    checkOptions(options, waitKinds)
    const { inbox } = this.#runtime.whileRunning("waitFor")
    return (await inbox.waitForMessage(filter, options)) as MessageOf<Filter>
  }

  /**
   * Sends to any chat: a contact, a group, the chat of a message, `{ chatType: "direct", chatId: 4 }`. A
   * text that is too long is split.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * bot.onEvent("contactConnected", ({ contact }) => bot.send(contact, "Hello!"))
   * ```
   */
  async send(
    chat: ChatTarget,
    content: string | T.MsgContent,
    options?: SendOptions,
  ): Promise<SentMessage> {
    const { outbox } = this.#runtime.whileRunning("api")
    return outbox.send(chat, { content: asContent(content) }, options)
  }

  /**
   * A channel of the bot, to post as the channel.
   *
   * @param id the id of its group; `openChannel` of `@simplex-chat/bot/channels` makes one
   * @throws {ConfigurationError} when it is no id
   *
   * @example
   * ```ts
   * await bot.channel(7).post("Version 2 is out.")
   * ```
   */
  channel(id: number): Channel {
    if (!Number.isSafeInteger(id) || id < 1)
      throw new ConfigurationError("channel", "takes the id of a group: bot.channel(7)")
    return new Channel(id, () => this.#runtime.whileRunning("channel"))
  }

  /**
   * Sends as `send` does, and resolves once a server has it, so that a script can exit; in a group, once
   * that holds for one member.
   *
   * @param options.timeoutMs how long to wait for that; 30,000 when absent
   * @throws {ChatCommandError} when it cannot be sent
   * @throws {DeliveryError} when no server has it in time; it is sent at the next start
   *
   * @example
   * ```ts
   * await bot.start()
   * await bot.sendAndWait({ chatType: "direct", chatId: 4 }, "The backup is done.")
   * await bot.stop()
   * ```
   */
  async sendAndWait(
    chat: ChatTarget,
    content: string | T.MsgContent,
    options: SendOptions & { readonly timeoutMs?: number | undefined } = {},
  ): Promise<SentMessage> {
    checkOptions(options, { ...sendKinds, timeoutMs: "ms" })
    const { timeoutMs = 30_000, ...sendOptions } = options
    const message = await this.send(chat, content, sendOptions)
    // In most groups some member is never connected.
    await message.sent({ timeoutMs, signal: options.signal, partial: true })
    return message
  }

  /**
   * Sends the same to all contacts, or those of a filter: one after the other, at a pace, past those
   * who are gone. A broadcast with a name remembers whom it has reached: called again with the same
   * name, after a restart too, it goes on with the others. What was in flight at a kill is not sent
   * again.
   *
   * @throws {ConfigurationError}
   *
   * @example
   * ```ts
   * bot.group({}, optOut(bot.subscriptions))
   * await bot.start()
   * const { sent, failed } = await bot.broadcast("Version 2 is out!", { name: "version-2" })
   * ```
   */
  broadcast(
    content: string | T.MsgContent,
    options: BroadcastOptions = {},
  ): Promise<BroadcastSummary> {
    const { api, outbox, broadcasts, identified, logger } = this.#runtime.whileRunning("broadcast")
    const parts = {
      api,
      outbox,
      store: broadcasts,
      userId: identified.user.userId,
      stopping: this.#runtime.signal,
      onFailure: (error: unknown) => logError(logger, {}, error, "onResult failed"),
    }
    return broadcast(parts, content, options)
  }

  /** Who wants no broadcasts; see `optOut`. */
  readonly subscriptions: Subscriptions = {
    isOptedOut: async (contactId) =>
      this.#runtime.whileRunning("subscriptions").broadcasts.isOptedOut(contactId),
    optOut: async (contactId) =>
      this.#runtime.whileRunning("subscriptions").broadcasts.setOptedOut(contactId, true),
    optIn: async (contactId) =>
      this.#runtime.whileRunning("subscriptions").broadcasts.setOptedOut(contactId, false),
  }

  /** Asks the database, so that `ok` means more than that the process lives. */
  async health(options: { readonly timeoutMs?: number | undefined } = {}): Promise<Health> {
    checkOptions(options, { timeoutMs: "ms" })
    const { timeoutMs = 5000 } = options
    return this.#runtime.health(timeoutMs)
  }

  /** Where the bot is in its life. */
  get state(): BotState {
    return this.#runtime.state
  }

  /** What `simplex-bot status` shows: its state, health and versions, and nothing of its chats. */
  async status(): Promise<BotStatus> {
    const { options, state, logLevel } = this
    const core = this.#runtime.running?.api.coreVersion
    return statusOf({
      name: options.profile.displayName,
      state,
      logLevel,
      health: await this.health(),
      disk: await diskUsageOf(options),
      core,
    })
  }

  /** The level from which on the bot logs; `silent` when it does not. */
  get logLevel(): string {
    return this.#runtime.log?.level ?? "silent"
  }

  /**
   * Changes the level while the bot runs. A logger of your own needs a `level`, as one of pino has.
   *
   * @throws {ConfigurationError} when there is no such level, or `logging` is `"silent"`
   */
  setLogLevel(level: LogLevel): void {
    checkLogLevel(level, this.logLevel)
    const { log } = this.#runtime
    if (log !== undefined) log.level = level
  }

  /**
   * Serves probes over HTTP until the bot stops: `/livez`, `/readyz`, `/status`, and `/metrics` for
   * Prometheus. Call it before `start`, so that probes see the start, too.
   *
   * @param address `127.0.0.1:8080`, a port of 127.0.0.1, or `unix:/run/bot/http`
   * @param options.metrics what answers `/metrics`: a registry of prom-client, or the request handler of
   *   OpenTelemetry's Prometheus exporter; whichever of them is installed when absent
   * @throws {ConfigurationError} when it is no address
   * @throws {BotError} when it cannot listen there
   *
   * @example
   * ```ts
   * await bot.serveHttp("127.0.0.1:8080")
   * await bot.run()
   * ```
   */
  async serveHttp(
    address: string,
    options: { readonly metrics?: Metrics | undefined } = {},
  ): Promise<ServedHttp> {
    checkOptions(options, { metrics: "any" })
    const { parseAddress, serveHttp, installedMetrics } = await import("../http/index.ts")
    const place = parseAddress(address)
    const served = await serveHttp(this, place, options.metrics ?? (await installedMetrics()))
    void this.#runtime.stopped.then(() => served.close())
    return served
  }
}
