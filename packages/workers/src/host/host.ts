import { randomUUID } from "node:crypto"
import {
  type Bot,
  BotError,
  type BotOptions,
  type BotState,
  type BotStatus,
  type Health,
  type LogLevel,
  type Metrics,
  type ServedHttp,
  type Stopped,
} from "@simplex-chat/bot"
import {
  checkBot,
  checkOptions,
  forwardingBot,
  installedMetrics,
  parseAddress,
  runInProcess,
  serveHttp,
} from "@simplex-chat/bot/hosting"
import type { Core, OptionKinds } from "@simplex-chat/core"
import type { Connection } from "rabbitmq-client"
import { connect, disconnect } from "../broker/connection.ts"
import { LastingChannel } from "../broker/lasting-channel.ts"
import { aliveEveryMs, type Announcement, protocolVersion } from "../broker/messages.ts"
import { type Names, namesOf } from "../broker/names.ts"
import { subscribe } from "../broker/queues.ts"
import { refusalOf } from "../broker/refusal.ts"
import { checkBrokerVersion } from "../broker/version.ts"
import { HostReplacedError } from "../errors.ts"
import { announcingCore } from "./announcing-core.ts"
import { broughtOf } from "./brought.ts"
import { CommandService, type Served } from "./command-service.ts"
import { openHostCore } from "./open-host-core.ts"
import { Publisher } from "./publisher.ts"

/** Whether a host works. */
export interface HostHealth extends Health {
  /** Whether the broker takes messages of this host, and brings it commands. */
  readonly broker: boolean
}

export interface HostOptions {
  /** The broker: `amqp://user:password@host:5672`, or `amqps://`. */
  readonly url: string
  /** The name of the bot on the broker, which its workers use, too: letters, digits, `.`, `_`, `-`. */
  readonly name: string
  /**
   * How many queues the chats are spread over, 64 when absent: no more workers than that get work.
   * Another number is refused as long as there are messages or workers in the queues.
   */
  readonly partitions?: number | undefined
  /** What goes wrong between this process and the broker, which is tried again. */
  readonly onBrokerError?: ((error: unknown) => void) | undefined
}

const kinds: OptionKinds<HostOptions> = {
  url: "any",
  name: "any",
  partitions: "count",
  onBrokerError: "function",
}

/**
 * Owns the core of a bot whose handlers run in workers: keeps its profile and address, reads what came
 * while it was down, hands messages and events to the broker, and carries out the commands of workers.
 *
 * ```ts
 * const host = new Host(bot, { url: "amqp://localhost", name: "support" })
 * await host.start()
 * ```
 */
export class Host {
  readonly #bot: Bot
  readonly #options: HostOptions
  readonly #names: Names
  readonly #host = randomUUID()
  /** How many events, whether or not a worker could hear them. */
  #announced = 0
  /** Another one each time that the queue of the commands is declared. */
  #session = randomUUID()
  readonly #served = Promise.withResolvers<Served>()
  readonly #claimed = Promise.withResolvers<void>()
  /** Whether it is the one host of this bot: the exclusive queue is its own. */
  #isChosen = false
  /** The broker refuses what the host needs. */
  readonly #refused = Promise.withResolvers<never>()
  #connection: Connection | undefined
  #commands: LastingChannel | undefined
  #announcements: LastingChannel | undefined
  #publisher: Publisher | undefined
  #running: Bot | undefined
  #timer: NodeJS.Timeout | undefined
  #failure: Error | undefined
  #stopping: Promise<Stopped> | undefined
  #starting: Promise<this> | undefined
  readonly #stopped = Promise.withResolvers<Stopped>()

  /**
   * @param bot declares the bot; it is not started, and its handlers do not run here
   * @throws {ConfigurationError}
   */
  constructor(bot: Bot, options: HostOptions) {
    checkBot(bot, "Host")
    checkOptions(options, kinds)
    this.#bot = bot
    this.#options = options
    this.#names = namesOf(options.name)
    // Possibly no worker asks yet.
    this.#served.promise.catch(() => {})
    this.#refused.promise.catch(() => {})
  }

  /**
   * Waits until no other host of this bot is connected, then starts the bot.
   *
   * @throws {ConfigurationError} when the broker is too old, or refuses the user, the virtual host, the
   *   queues or the number of partitions; and what else `Bot.start` throws
   * @throws {BotError} when it is stopped while it waits
   */
  start(): Promise<this> {
    return (this.#starting ??= this.#start())
  }

  /** The address of the bot, as people use it; undefined when it has none. */
  get address(): string | undefined {
    return this.#running?.address
  }

  /** Where the host is in its life. It is `starting` while it waits for another host to end. */
  get state(): BotState {
    if (this.#running !== undefined)
      return this.#failure === undefined ? this.#running.state : "failed"
    if (this.#stopping !== undefined) return "stopped"
    return this.#starting === undefined ? "new" : "starting"
  }

  /** Asks the database, and looks whether the broker takes messages. */
  async health(): Promise<HostHealth> {
    return this.#withBroker(await this.#shown.health())
  }

  /** What `simplex-bot status` shows. */
  async status(): Promise<BotStatus & { readonly health: HostHealth }> {
    const status = await this.#shown.status()
    return { ...status, state: this.state, health: this.#withBroker(status.health) }
  }

  #withBroker(health: Health): HostHealth {
    const broker = this.#commands?.current !== undefined && this.#publisher?.isConnected === true
    return { ...health, ok: health.ok && broker, broker }
  }

  /**
   * Changes the level from which on the host logs; see `Bot.setLogLevel`.
   *
   * @throws {ConfigurationError}
   */
  setLogLevel(level: LogLevel): void {
    this.#shown.setLogLevel(level)
  }

  /**
   * Serves probes over HTTP until the host stops; see `Bot.serveHttp`.
   *
   * @throws {ConfigurationError} when it is no address
   * @throws {BotError} when it cannot listen there
   */
  async serveHttp(
    address: string,
    options: { readonly metrics?: Metrics | undefined } = {},
  ): Promise<ServedHttp> {
    checkOptions(options, { metrics: "any" })
    const metrics = options.metrics ?? (await installedMetrics())
    const served = await serveHttp(this, parseAddress(address), metrics)
    void this.#stopped.promise.then(() => served.close())
    return served
  }

  /** The bot that runs here, or what is known of it before. */
  get #shown(): Bot {
    return this.#running ?? this.#bot
  }

  /** Starts the host and resolves once it has stopped; see `Bot.serveForever`. */
  async serveForever(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Stopped> {
    checkOptions(options, { signal: "signal" })
    const { signal } = options
    const onAbort = () => void this.stop()
    signal?.addEventListener("abort", onAbort, { once: true })
    try {
      await this.start()
      if (signal?.aborted === true) onAbort()
      const stopped = await this.#stopped.promise
      if (stopped.failure !== undefined) throw stopped.failure
      return stopped
    } finally {
      signal?.removeEventListener("abort", onAbort)
    }
  }

  /** Runs the host until SIGINT or SIGTERM, and has the process end with an exit code; see `Bot.run`. */
  async run(): Promise<void> {
    await runInProcess(this)
  }

  /** Stops receiving, hands on what is in flight, and closes the core. Never rejects. */
  stop(): Promise<Stopped> {
    this.#stopping ??= this.#stop().then((stopped) => {
      this.#stopped.resolve(stopped)
      return stopped
    })
    return this.#stopping
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async #start(): Promise<this> {
    const { url, name, partitions = 64 } = this.#options
    const onFailure = (error: unknown) => this.#failed(error)
    const connection = connect(url, `host of ${name}`, onFailure)
    this.#connection = connection
    const service = new CommandService(this.#served.promise)
    this.#commands = new LastingChannel(connection, {
      onOpen: async (channel) => {
        // Exclusive: as long as another host has it, this fails, and is tried again.
        await channel.queueDeclare({ queue: this.#names.host, exclusive: true })
        this.#isChosen = true
        this.#session = randomUUID()
        this.#claimed.resolve()
        await service.consume(channel, this.#names.host)
        // Workers learn that what they have in flight is lost.
        if (this.#timer !== undefined) this.#announce({ alive: true })
      },
      onClose: async () => void (this.#isChosen = false),
      onFailure,
    })
    try {
      await Promise.race([this.#claimed.promise, this.#refused.promise])
      await checkBrokerVersion(url)
    } catch (error) {
      await this.#disconnect()
      throw error
    }
    if (this.#stopping !== undefined) throw new BotError("the host was stopped while it waited")
    this.#announcements = new LastingChannel(connection, {
      onOpen: (channel) =>
        subscribe(channel, this.#names.events, (said) => this.#hear(said as Announcement)),
      onFailure,
    })
    const publisher = new Publisher(connection, this.#names, partitions, onFailure)
    this.#publisher = publisher
    try {
      const ready = Promise.all([publisher.ready(), this.#announcements.ready()])
      await Promise.race([ready, this.#refused.promise])
      await this.#startBot(publisher, partitions)
    } catch (error) {
      await this.#disconnect()
      throw error
    }
    return this
  }

  async #startBot(publisher: Publisher, partitions: number): Promise<void> {
    const opened = await openHostCore(this.#bot.options)
    const core = announcingCore(opened, (events) => this.#announce({ events }))
    const bot = forwardingBot(this.#bot, core as BotOptions["db"] & Core, async (update) => {
      const { place, brought } = broughtOf(update)
      await publisher.publish(place, brought, update.signal)
    })
    this.#running = bot
    await bot.start()
    const { user, address, identity } = bot
    const own = { protocol: protocolVersion, user, address, identity, partitions }
    const info = () => ({ session: this.#session, ...own })
    this.#served.resolve({ core, info })
    this.#timer = setInterval(() => this.#announce({ alive: true }), aliveEveryMs)
    this.#announce({ alive: true })
    // The core was closed by others, or failed: there is nothing left to host.
    void bot.serveForever().then(
      () => this.stop(),
      (error: unknown) => {
        this.#failure ??=
          error instanceof Error ? error : new BotError("the bot of the host failed")
        void this.stop()
      },
    )
  }

  #announce(said: { readonly alive: true } | { readonly events: readonly string[] }): void {
    const announced = this.#announced
    if ("events" in said) this.#announced += said.events.length
    // One that comes back after it was replaced must not end the host that is in its place.
    if (!this.#isChosen) return
    const { current } = this.#announcements ?? {}
    const { partitions = 64 } = this.#options
    const own = { host: this.#host, session: this.#session, partitions, announced }
    const announcement: Announcement = { ...own, protocol: protocolVersion, ...said }
    const body = Buffer.from(JSON.stringify(announcement))
    const envelope = { exchange: this.#names.events, contentType: "application/json" }
    current?.basicPublish(envelope, body).catch(() => {})
  }

  #failed(error: unknown): void {
    this.#options.onBrokerError?.(error)
    const refusal = refusalOf(error)
    if (refusal !== undefined) this.#refused.reject(refusal)
  }

  #hear({ host }: Announcement): void {
    if (host === this.#host || this.#isChosen) return
    this.#failure ??= new HostReplacedError(this.#options.name)
    void this.stop()
  }

  async #stop(): Promise<Stopped> {
    await this.#starting?.catch(() => {})
    clearInterval(this.#timer)
    const stopped = (await this.#running?.stop()) ?? { unfinished: 0, failure: undefined }
    this.#served.reject(new BotError("the host has stopped"))
    await this.#disconnect()
    return { ...stopped, failure: this.#failure ?? stopped.failure }
  }

  async #disconnect(): Promise<void> {
    if (this.#connection === undefined) return
    await disconnect(this.#connection, [this.#commands, this.#announcements, this.#publisher])
  }
}
