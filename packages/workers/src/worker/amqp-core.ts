import { randomUUID } from "node:crypto"
import { hostname } from "node:os"
import {
  type ChatKey,
  checkOptions,
  type Hosted,
  type HostedCore,
  type Receiver,
} from "@simplex-chat/bot/hosting"
import {
  type CallOptions,
  checkCloseOptions,
  checkReceiveOptions,
  ClosedError,
  ConnectionLostError,
  type CryptoFileArgs,
  InvalidArgumentError,
  type OptionKinds,
  TimeoutError,
  within,
} from "@simplex-chat/core"
import { EventQueue, missedEvent } from "@simplex-chat/core/remote"
import type { Connection } from "rabbitmq-client"
import { brokerAddress } from "../broker/address.ts"
import { connect, disconnect } from "../broker/connection.ts"
import { LastingChannel } from "../broker/lasting-channel.ts"
import {
  aliveEveryMs,
  type Announcement,
  goneAfterMs,
  type HostInfo,
  protocolVersion,
} from "../broker/messages.ts"
import { type Names, namesOf, partitionOf } from "../broker/names.ts"
import { subscribe } from "../broker/queues.ts"
import { refusalOf } from "../broker/refusal.ts"
import { HostVersionError, NoHostError } from "../errors.ts"
import { AcknowledgingCheckpoints } from "./acknowledging-checkpoints.ts"
import { Partition } from "./partition.ts"
import { PauseWatch } from "./pause-watch.ts"
import { Requests } from "./requests.ts"
import { Workers } from "./workers.ts"

export interface AmqpCoreOptions {
  /** The broker: `amqp://user:password@host:5672`, or `amqps://`. */
  readonly url: string
  /** The name of the bot on the broker, as its host has it. */
  readonly name: string
  /** How long to wait for the host at the start, in milliseconds; 30,000 when absent. */
  readonly timeoutMs?: number | undefined
  /** How many messages of a partition are here at once, handled or waiting; 200 when absent. */
  readonly prefetch?: number | undefined
  /**
   * How long handlers that work get when their chats go to another worker, in milliseconds; 30,000 when
   * absent.
   */
  readonly handOverMs?: number | undefined
  /**
   * After how long without progress the oldest wait for a message ends, when handlers that wait hold all
   * of the prefetch, in milliseconds; 10,000 when absent.
   */
  readonly stuckMs?: number | undefined
  /**
   * When the oldest message of a chat was given back to the broker as often as this, as by workers that
   * crashed over it, it is set aside in the queue `simplex.NAME.aside`, and reported. Deployments during
   * its handler count as well. Never when absent.
   */
  readonly maxDeliveries?: number | undefined
  /** What goes wrong between this process and the broker, which is tried again. */
  readonly onBrokerError?: ((error: unknown) => void) | undefined
}

const kinds: OptionKinds<AmqpCoreOptions> = {
  url: "any",
  name: "any",
  timeoutMs: "ms",
  prefetch: "count",
  handOverMs: "ms",
  stuckMs: "ms",
  maxDeliveries: "count",
  onBrokerError: "function",
}

/**
 * The core of a worker: a bot on it handles its share of the chats, and the host carries out what its
 * handlers send.
 *
 * ```ts
 * const bot = new Bot({ profile, db: amqpCore({ url: "amqp://localhost", name: "support" }) })
 * ```
 *
 * @throws {ConfigurationError}
 */
export function amqpCore(options: AmqpCoreOptions): HostedCore {
  return new AmqpCore(options)
}

/** What a worker has of the broker. */
interface Broker {
  readonly connection: Connection
  readonly requests: Requests
  readonly announcements: LastingChannel
}

class AmqpCore implements HostedCore {
  readonly keepsRunning = true
  readonly #options: AmqpCoreOptions
  readonly #names: Names
  readonly #worker = `${hostname()} ${process.pid} ${randomUUID()}`
  #broker: Broker | undefined
  readonly #events = new EventQueue()
  readonly #checkpoints: AcknowledgingCheckpoints
  /** The broker refuses what the worker needs. */
  readonly #refused = Promise.withResolvers<never>()
  readonly #pauses = new PauseWatch(() => this.#receiver?.wake())
  #receiver: Receiver | undefined
  #partitions: readonly Partition[] = []
  #workers: Workers | undefined
  #session: string | undefined
  /** How many events the host has announced up to here. */
  #heard: { readonly host: string; readonly events: number } | undefined
  #silence: NodeJS.Timeout | undefined
  #closing: Promise<void> | undefined

  constructor(options: AmqpCoreOptions) {
    checkOptions(options, kinds)
    brokerAddress(options.url) // what is wrong with it is said now, not when it connects
    this.#options = options
    this.#refused.promise.catch(() => {})
    this.#names = namesOf(options.name)
    this.#checkpoints = new AcknowledgingCheckpoints((chat, first, last) =>
      this.#partitions[partitionOf(chat, this.#partitions.length)]?.handled(chat, first, last),
    )
  }

  // From the first call on: a bot that is made and never started would keep its process.
  get #open(): Broker {
    return (this.#broker ??= this.#connect())
  }

  #connect(): Broker {
    const { url, name } = this.#options
    const onFailure = (error: unknown) => this.#failed(error)
    const connection = connect(url, `worker of ${name}`, onFailure)
    return {
      connection,
      // While it sends a large file over a slow line, it may not get round to its signs of life.
      requests: new Requests(connection, this.#names.host, () => this.#expectSign()),
      announcements: new LastingChannel(connection, {
        onOpen: (channel) =>
          subscribe(channel, this.#names.events, (said) => this.#hear(said as Announcement)),
        onFailure,
      }),
    }
  }

  async hosted(): Promise<Hosted> {
    if (this.#closing !== undefined) throw new ClosedError("hosted")
    const { timeoutMs = 30_000, name } = this.#options
    const signal = AbortSignal.timeout(timeoutMs)
    const answer = Promise.race([this.#hello(signal), this.#refused.promise])
    const info = await answer.catch((error: unknown) => {
      throw signal.aborted ? new NoHostError(name, timeoutMs) : error
    })
    if (info.protocol !== protocolVersion)
      throw new HostVersionError(name, info.protocol, protocolVersion)
    await this.#open.announcements.ready()
    this.#session ??= info.session
    this.#expectSign()
    return {
      user: info.user,
      address: info.address,
      identity: info.identity,
      mayBegin: () => !this.#pauses.isPaused,
      checkpoints: this.#checkpoints,
      start: (receiver) => {
        this.#receiver = receiver
        this.#start(receiver, info.partitions)
      },
    }
  }

  /**
   * Asks until a host answers. One that goes away meanwhile takes the question with it, which is not
   * noticed as long as no session is known.
   */
  async #hello(signal: AbortSignal): Promise<HostInfo> {
    for (;;) {
      const options = { signal, timeoutMs: aliveEveryMs }
      try {
        return (await this.#open.requests.call({ call: "hello" }, options)) as HostInfo
      } catch (error) {
        const isWorthAsking = error instanceof ConnectionLostError || error instanceof TimeoutError
        if (!isWorthAsking) throw error
      }
    }
  }

  sendCommand(command: string, options?: CallOptions): Promise<string> {
    if (typeof command !== "string" || command === "" || command.includes("\0")) {
      const problem = "must be a string that is not empty and has no NUL in it"
      return Promise.reject(new InvalidArgumentError("command", problem))
    }
    return this.#call("sendCommand", () =>
      this.#open.requests.call({ call: "sendCommand", args: [command] }, options),
    ) as Promise<string>
  }

  async receive(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<readonly string[]> {
    checkReceiveOptions(options)
    return this.#events.receive(options.signal)
  }

  writeFile(path: string, data: Uint8Array, options?: CallOptions): Promise<CryptoFileArgs> {
    return this.#call("writeFile", () =>
      this.#open.requests.call({ call: "writeFile", args: [path] }, options, data),
    ) as Promise<CryptoFileArgs>
  }

  readFile(path: string, crypto: CryptoFileArgs, options?: CallOptions): Promise<Uint8Array> {
    return this.#call("readFile", () => this.#open.requests.readFile(path, crypto, options))
  }

  encryptFile(from: string, to: string, options?: CallOptions): Promise<CryptoFileArgs> {
    return this.#call("encryptFile", () =>
      this.#open.requests.call({ call: "encryptFile", args: [from, to] }, options),
    ) as Promise<CryptoFileArgs>
  }

  async decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options?: CallOptions,
  ): Promise<void> {
    await this.#call("decryptFile", () =>
      this.#open.requests.call({ call: "decryptFile", args: [from, crypto, to] }, options),
    )
  }

  /** Gives back what is not handled and ends the connection. The host goes on. */
  async close(options: { readonly timeoutMs?: number | undefined } = {}): Promise<void> {
    checkCloseOptions(options)
    return (this.#closing ??= this.#close(options.timeoutMs ?? 10_000))
  }

  async #close(timeoutMs: number): Promise<void> {
    const broker = this.#broker
    const idle = broker?.requests.idle() ?? Promise.resolve()
    await within(idle, { timeoutMs }, () => new Error("not idle")).catch(() => {})
    clearTimeout(this.#silence)
    this.#pauses.close()
    broker?.requests.end()
    this.#events.close()
    if (broker === undefined) return
    const channels = [this.#workers, ...this.#partitions, broker.requests, broker.announcements]
    await disconnect(broker.connection, channels)
  }

  #call<Value>(operation: string, call: () => Promise<Value>): Promise<Value> {
    return this.#closing === undefined ? call() : Promise.reject(new ClosedError(operation))
  }

  #start(receiver: Receiver, partitions: number): void {
    const { prefetch = 200, handOverMs = 30_000, stuckMs = 10_000, maxDeliveries } = this.#options
    const isHandled = (chat: ChatKey, itemId: number) => this.#checkpoints.isHandled(chat, itemId)
    this.#partitions = Array.from({ length: partitions }, (_, partition) => {
      const options = { partition, partitions, prefetch, handOverMs, stuckMs }
      const onConsuming = () => this.#workers?.sayNow()
      const own = { names: this.#names, worker: this.#worker, onConsuming, maxDeliveries }
      const onFailure = (error: unknown) => this.#failed(error)
      return new Partition(this.#open.connection, receiver, isHandled, {
        ...options,
        ...own,
        onFailure,
      })
    })
    this.#workers = new Workers(this.#open.connection, this.#names, this.#worker, this.#partitions)
  }

  /** A host has taken over that spreads the chats over another number of queues. */
  async #startAgain(receiver: Receiver, partitions: number): Promise<void> {
    const before = [this.#workers, ...this.#partitions]
    this.#start(receiver, partitions)
    await Promise.all(before.map(async (channel) => channel?.close()))
  }

  #failed(error: unknown): void {
    this.#options.onBrokerError?.(error)
    const refusal = refusalOf(error)
    if (refusal !== undefined) this.#refused.reject(refusal)
  }

  /** A host that says nothing for a while is gone. A process that was paused has not listened. */
  #expectSign(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => {
      if (this.#pauses.isPaused) this.#expectSign()
      else this.#open.requests.lost()
    }, goneAfterMs).unref()
  }

  #hear(said: Announcement): void {
    this.#expectSign()
    if (said.protocol !== protocolVersion) {
      // One of another version has taken over.
      const { name } = this.#options
      this.#receiver?.failed(new HostVersionError(name, said.protocol, protocolVersion))
      return
    }
    if (this.#receiver !== undefined && said.partitions !== this.#partitions.length)
      void this.#startAgain(this.#receiver, said.partitions)
    // What the host before it had in flight is lost.
    if (this.#session !== undefined && said.session !== this.#session) this.#open.requests.lost()
    this.#session = said.session
    this.#hearEvents(said, "events" in said ? said.events : [])
    this.#open.requests.retry()
  }

  /** Apis learn that they have missed some: while there was no connection, or between two hosts. */
  #hearEvents({ host, announced }: Announcement, events: readonly string[]): void {
    const last = this.#heard
    const isGap = last !== undefined && (last.host !== host || last.events !== announced)
    if (isGap) this.#events.push(missedEvent)
    for (const event of events) this.#events.push(event)
    this.#heard = { host, events: announced + events.length }
  }
}
