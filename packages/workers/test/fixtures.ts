import { Bot, type BotOptions } from "@simplex-chat/bot"
import type { Core } from "@simplex-chat/core"
import { createNetwork, type Network, type Person } from "@simplex-chat/testing"
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, inject } from "vitest"
import { amqpCore, type AmqpCoreOptions, Host, type HostOptions } from "../src/index.ts"
import { noBroker, startBroker, type TestBroker } from "./servers/rabbitmq.ts"
import { requireHere } from "./servers/unpacked.ts"

/** How long people wait for a message; on a busy machine everything takes its time. */
export const patience = { timeoutMs: 60_000 }

/** Waits for a message, past questions that a worker repeats when it takes over. */
export async function heard(person: Person, wanted: RegExp | string): Promise<string> {
  for (;;) {
    const text = await person.expectMessage(/[^]*/, patience)
    if (typeof wanted === "string" ? text === wanted : wanted.test(text)) return text
  }
}

const own: { broker?: TestBroker } = {}

/** The broker that all test files share, or the one of this file. */
export function broker(): TestBroker {
  return own.broker ?? { url: inject("amqpUrl"), stop: () => Promise.resolve() }
}

/** The tests of a file need a broker. Without one they fail in CI, and are skipped elsewhere. */
export function withBroker(): boolean {
  return requireHere(noBroker)
}

/**
 * Starts a broker for the tests of this file alone: they end it, or need other settings.
 *
 * @param settings of the application `rabbit`, as Erlang terms
 */
export function withOwnBroker(settings?: readonly string[]): void {
  if (!withBroker()) return
  beforeAll(async () => {
    own.broker = await startBroker(settings)
  })
  afterAll(() => own.broker?.stop())
}

/** Declares the handlers of a bot, in the host and in its workers alike. */
export type Declare = (bot: Bot, worker: string) => unknown

/** A bot in several processes' worth of hosts and workers, all in this one. */
export class Cluster {
  readonly network: Network = createNetwork()
  readonly name = `bot-${randomUUID()}`
  readonly #declare: Declare
  readonly #options: (worker: string) => Partial<BotOptions>
  readonly #running = new Set<{ stop(): Promise<unknown> }>()

  constructor(declare: Declare, options: (worker: string) => Partial<BotOptions> = () => ({})) {
    this.#declare = declare
    this.#options = options
  }

  host(options: Partial<HostOptions> = {}): Promise<Host> {
    return this.hostOn(this.network.openCore({ name: "bot" }), options)
  }

  async hostOn(db: BotOptions["db"], options: Partial<HostOptions> = {}): Promise<Host> {
    const host = new Host(this.bot(db, "host"), {
      url: broker().url,
      name: this.name,
      partitions: 8,
      ...options,
    })
    this.#running.add(host)
    return host.start()
  }

  /** Another host of the same bot, which has not been started. */
  secondHost(): Host {
    const core = lazyCore(() => this.network.openCore({ name: "second" }))
    return new Host(this.bot(core, "host"), { url: broker().url, name: this.name, partitions: 8 })
  }

  async worker(name: string, options: Partial<AmqpCoreOptions> = {}): Promise<Bot> {
    return this.workerOn(amqpCore({ url: broker().url, name: this.name, ...options }), name)
  }

  async workerOn(core: BotOptions["db"], name: string): Promise<Bot> {
    const bot = this.bot(core, name)
    this.#running.add(bot)
    return bot.start()
  }

  /** A person who is connected to the bot. */
  async person(name: string, host: Host): Promise<Person> {
    const person = await this.network.person(name)
    await person.connectTo(host.address ?? "")
    return person
  }

  async stop(): Promise<void> {
    // Workers first: what they send needs the host.
    for (const part of [...this.#running].toReversed()) await part.stop()
  }

  /** The bot that hosts and workers are made of. */
  bot(db: BotOptions["db"], worker: string): Bot {
    const options = this.#options(worker)
    const bot = new Bot({ profile: { displayName: "bot" }, db, logging: "silent", ...options })
    this.#declare(bot, worker)
    return bot
  }
}

/** A core that is opened when it is used: as long as another host has it, it must not be. */
export function lazyCore(open: () => Core): Core {
  let opened: Core | undefined
  const core = () => (opened ??= open())
  return {
    sendCommand: (...args) => core().sendCommand(...args),
    receive: (...args) => core().receive(...args),
    writeFile: (...args) => core().writeFile(...args),
    readFile: (...args) => core().readFile(...args),
    encryptFile: (...args) => core().encryptFile(...args),
    decryptFile: (...args) => core().decryptFile(...args),
    close: async (...args) => opened?.close(...args),
  }
}
