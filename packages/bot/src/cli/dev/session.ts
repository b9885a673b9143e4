import type { Core } from "@simplex-chat/core"
import type { Network, NetworkOptions, Person } from "@simplex-chat/testing"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { CommandLineError } from "../command-line-error.ts"
import { existingFile } from "../bot-of.ts"
import { BotProcess, type Exit } from "./bot-process.ts"
import type { BotState, SessionEvent } from "./session-events.ts"
import { testKit } from "./test-kit.ts"
import { WatchedFiles } from "./watched-files.ts"

export interface SessionOptions {
  /** The bot's file, JavaScript or TypeScript: it exports a bot, or runs one. */
  readonly file: string
  /** Restarts the bot when one of its files changes; false when absent. */
  readonly watch?: boolean | undefined
  /** How the network is: its seed, its time, its deliveries. The time runs when absent. */
  readonly network?: NetworkOptions | undefined
}

/** The name of the bot's core on the network. */
export const botCore = "bot"

/** How long the bot has to stop before its process is killed. */
const stopTimeoutMs = 12_000

/**
 * A bot that is being tried: a network in memory with people in this process, and the bot of a file
 * in a process of its own, which is started, stopped, killed and restarted on its core. Whatever the
 * bot keeps is in a folder of the session, which is removed at the end. The terminal of `dev` and its
 * page are two views of it.
 *
 * ```ts
 * await using session = await Session.open({ file: "bot.ts" })
 * session.listen((event) => console.log(event.type))
 * await session.startBot()
 * const you = await session.addPerson("you") // connected to the bot
 * await you.say("7")
 * ```
 */
export class Session implements AsyncDisposable {
  readonly file: string
  readonly network: Network
  /** What the bot keeps, and the files of people; removed at the end. */
  readonly folder: string
  readonly #people = new Map<string, Person>()
  readonly #listeners = new Set<(event: SessionEvent) => void>()
  readonly #watched: WatchedFiles | undefined
  #state: BotState = { type: "stopped" }
  #process: BotProcess | undefined
  #lastExit: Exit | undefined
  /** Starting, stopping and restarting happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve()
  /** Whether the process ends because it was asked to. */
  #isEnding = false
  #problem: string | undefined
  #closing: Promise<void> | undefined

  private constructor(file: string, network: Network, folder: string, watch: boolean) {
    this.file = file
    this.network = network
    this.folder = folder
    network.observe((frame) => this.#emit({ type: "frame", frame, run: this.#process?.currentRun }))
    if (watch) this.#watched = new WatchedFiles((path) => this.#changed(path))
    this.#watched?.add(file)
  }

  /** @throws {CommandLineError} when there is no such file, or no `@simplex-chat/testing` */
  static async open(options: SessionOptions): Promise<Session> {
    const file = existingFile(options.file)
    const { createNetwork } = await testKit()
    const network = createNetwork({ time: "running", ...options.network })
    const folder = await mkdtemp(join(tmpdir(), "simplex-bot-dev-"))
    return new Session(file, network, folder, options.watch ?? false)
  }

  get bot(): BotState {
    return this.#state
  }

  /** How the bot's last process ended. */
  get lastExit(): Exit | undefined {
    return this.#lastExit
  }

  /** By name, in the order in which they came. */
  get people(): ReadonlyMap<string, Person> {
    return this.#people
  }

  /** @returns stops listening */
  listen(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Starts the bot's process, and resolves once the bot runs.
   *
   * @throws {CommandLineError} when it ends instead; what it wrote was an event
   */
  startBot(): Promise<void> {
    return this.#serialize(() => this.#start())
  }

  /** Stops the bot gracefully. What is sent to it meanwhile waits. */
  async stopBot(): Promise<void> {
    await this.#serialize(() => this.#end((bot) => bot.stop(stopTimeoutMs)))
  }

  /** Kills the bot's process, and with it its core, wherever they are. */
  async killBot(): Promise<void> {
    // Not in turn: it may be starting or stopping.
    this.#isEnding = true
    this.#process?.kill()
    await this.#serialize(() =>
      this.#end((bot) => {
        bot.kill()
        return bot.exited
      }),
    )
  }

  /** @throws {CommandLineError} as `startBot` does */
  restartBot(): Promise<void> {
    return this.#serialize(async () => {
      await this.#end((bot) => bot.stop(stopTimeoutMs))
      await this.#start()
    })
  }

  /**
   * Adds a person, and connects them to the bot while it runs and has an address.
   *
   * @throws {CommandLineError} when the name is taken
   */
  async addPerson(name: string): Promise<Person> {
    if (name === botCore || this.#people.has(name))
      throw new CommandLineError(`${name}: the name is taken`)
    const person = await this.network.person(name)
    this.#people.set(name, person)
    this.#emit({ type: "person", name, present: true })
    const { address } = this.#state.type === "running" ? this.#state : {}
    if (address !== undefined) await person.connectTo(address, { timeoutMs: 10_000 })
    return person
  }

  /** Takes a person off the network for good. */
  async removePerson(name: string): Promise<void> {
    const person = this.#people.get(name)
    if (person === undefined) return
    this.#people.delete(name)
    await person.core.close()
    this.#emit({ type: "person", name, present: false })
  }

  /** Stops the bot and removes everything that it kept. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #close(): Promise<void> {
    this.#watched?.close()
    await this.stopBot()
    for (const { core } of this.#people.values()) await core.close()
    await rm(this.folder, { recursive: true, force: true })
  }

  async #start(): Promise<void> {
    if (this.#process !== undefined) return
    this.#isEnding = false
    this.#problem = undefined
    const core = this.network.openCore({ name: botCore, folder: join(this.folder, "core") })
    this.#become({ type: "starting" })
    const { promise: started, resolve } = Promise.withResolvers<void>()
    const bot = this.#spawn(core, resolve)
    this.#process = bot
    const ended = bot.exited.then((exit) => {
      this.#process = undefined
      this.#lastExit = exit
      core.kill() // unless the bot has closed it
      this.#become(this.#isEnding ? { type: "stopped" } : { type: "failed", ...exit })
      return exit
    })
    const exit = await Promise.race([started, ended])
    if (exit === undefined) return
    if (this.#isEnding) return
    throw new CommandLineError(this.#problem ?? `${this.file}: the bot ended before it had started`)
  }

  #spawn(core: Core, onStarted: () => void): BotProcess {
    return new BotProcess(this.file, this.folder, core, {
      onOutput: (stream, text) => this.#emit({ type: "output", stream, text }),
      onMessage: (message) => {
        switch (message.type) {
          case "started":
            this.#become({ type: "running", name: message.name, address: message.address })
            return onStarted()
          case "unfit":
            this.#problem = message.problem
            return undefined
          case "loaded":
            return this.#watched?.add(message.path)
          case "log":
          case "handled":
          case "run":
          case "trace":
            return this.#emit(message)
        }
      },
    })
  }

  async #end(how: (bot: BotProcess) => Promise<Exit>): Promise<Exit | undefined> {
    if (this.#process === undefined) return undefined
    this.#isEnding = true
    return how(this.#process)
  }

  #changed(path: string): void {
    this.#emit({ type: "change", path })
    // A file that cannot be loaded has said so, and is watched on.
    this.restartBot().catch(() => {})
  }

  #become(state: BotState): void {
    this.#state = state
    this.#emit({ type: "bot", state })
  }

  #emit(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  #serialize<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn
  }
}
