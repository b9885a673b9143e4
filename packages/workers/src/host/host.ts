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
  forwardingBot,
  installedMetrics,
  parseAddress,
  runInProcess,
  serveHttp,
} from "@simplex-chat/bot/hosting"
import type { Core } from "@simplex-chat/core"
import type { Connection } from "rabbitmq-client"
import { connect, disconnect } from "../broker/connection.ts"
import { LastingChannel } from "../broker/lasting-channel.ts"
import { aliveEveryMs, type Announcement } from "../broker/messages.ts"
import { type Names, namesOf } from "../broker/names.ts"
import { subscribe } from "../broker/queues.ts"
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
   * How many queues the chats are spread over, 64 when absent: no more workers than that get work. It
   * must stay the same as long as there are messages in the queues.
   */
  readonly partitions?: number | undefined
  /** What goes wrong between this process and the broker, which is tried again. */
  readonly onBrokerError?: ((error: unknown) => void) | undefined
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
  /** Another one each time that the queue of the commands is declared. */
  #session = randomUUID()
  readonly #served = Promise.withResolvers<Served>()
  readonly #claimed = Promise.withResolvers<void>()
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
    this.#bot = bot
    this.#options = options
    this.#names = namesOf(options.name)
    // Possibly no worker asks yet.
    this.#served.promise.catch(() => {})
  }

  /**
   * Waits until no other host of this bot is connected, then starts the bot.
   *
   * @throws {ConfigurationError} and what else `Bot.start` throws
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
    const health = await this.#shown.health()
    const broker = this.#commands?.current !== undefined && this.#publisher?.isConnected === true
    return { ...health, ok: health.ok && broker, broker }
  }

  /** What `simplex-bot status` shows. */
  async status(): Promise<BotStatus & { readonly health: HostHealth }> {
    const status = await this.#shown.status()
    return { ...status, state: this.state, health: await this.health() }
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
  async serveForever({
    signal,
  }: { readonly signal?: AbortSignal | undefined } = {}): Promise<Stopped> {
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
    const { url, name, partitions = 64, onBrokerError = () => {} } = this.#options
    const connection = connect(url, `host of ${name}`, onBrokerError)
    this.#connection = connection
    const service = new CommandService(this.#served.promise)
    this.#commands = new LastingChannel(connection, {
      onOpen: async (channel) => {
        // Exclusive: as long as another host has it, this fails, and is tried again.
        await channel.queueDeclare({ queue: this.#names.host, exclusive: true })
        this.#session = randomUUID()
        this.#claimed.resolve()
        await service.consume(channel, this.#names.host)
        // Workers learn that what they have in flight is lost.
        if (this.#timer !== undefined) this.#announce({ alive: true })
      },
    })
    await this.#claimed.promise
    if (this.#stopping !== undefined) throw new BotError("the host was stopped while it waited")
    this.#announcements = new LastingChannel(connection, {
      onOpen: (channel) =>
        subscribe(channel, this.#names.events, (said) => this.#hear(said as Announcement)),
      onFailure: onBrokerError,
    })
    const publisher = new Publisher(connection, this.#names, partitions, onBrokerError)
    this.#publisher = publisher
    await Promise.all([publisher.ready(), this.#announcements.ready()])
    try {
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
    const info = () => ({ session: this.#session, user, address, identity, partitions })
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
    const { current } = this.#announcements ?? {}
    const announcement: Announcement = { host: this.#host, session: this.#session, ...said }
    const body = Buffer.from(JSON.stringify(announcement))
    const envelope = { exchange: this.#names.events, contentType: "application/json" }
    current?.basicPublish(envelope, body).catch(() => {})
  }

  #hear({ host }: Announcement): void {
    if (host === this.#host) return
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
