import type { Core } from "@simplex-chat/api"
import { setTimeout as pause } from "node:timers/promises"
import { createNetwork, type MemoryCore, type Network } from "@simplex-chat/testing"
import { KitPerson } from "../people/kit/kit-person.ts"
import type { Person } from "../people/person.ts"
import { CoresWorld, type WorldOptions } from "./cores.ts"
import type { Launch, Launched } from "./launch.ts"
import { BotProcess } from "./processes/bot-process.ts"
import { UnrulyCore, type UnrulyOptions } from "./unruly-core.ts"
import type { Ability } from "./world.ts"

/** As that of the recordings, for what is recorded here is read as they are. */
const server = "smp://Okf2lmlyNkGB-cTKx8i1XldITNRb5jcO_CVQojHV3DU=@127.0.0.1:7001"

/** Which network in memory: as it is, with people of the test kit, or as a slow and busy core. */
export type MemoryKind = "plain" | "test kit" | "unruly"

export interface MemoryOptions extends WorldOptions {
  /** `plain` when absent. */
  readonly kind?: MemoryKind | undefined
  /** Of an unruly core, how it is. */
  readonly unruly?: Partial<Omit<UnrulyOptions, "seed">> | undefined
  /** What chance is drawn from; 1 when absent. */
  readonly seed?: number | undefined
}

/** The network in memory as a world: milliseconds, and everything can be made to fail. */
export class MemoryWorld extends CoresWorld {
  readonly name: string
  readonly abilities: ReadonlySet<Ability>
  override readonly paceMs = 25
  protected override readonly settleMs = 0
  readonly #network: Network
  readonly #unruly: UnrulyOptions
  readonly #kind: MemoryKind
  readonly #cores = new Map<string, MemoryCore>()

  constructor({ kind = "plain", seed = 1, unruly, ...options }: MemoryOptions = {}) {
    super(options, true)
    this.#unruly = { doubles: true, mostDelayMs: 8, ...unruly, seed }
    this.#kind = kind
    this.name = kind === "plain" ? "memory" : `memory, ${kind}`
    // Processes take most of the time: they are started in one of the worlds only.
    this.abilities = new Set(kind === "plain" ? ["kill", "servers", "clock"] : ["servers", "clock"])
    this.#network = createNetwork({ seed, server })
  }

  override async someone(name: string): Promise<Person> {
    if (this.#kind !== "test kit") return this.person(name)
    const filesFolder = this.folder(name, "files")
    return KitPerson.on(this.#network, name, { filesFolder, timeoutMs: this.timeoutMs })
  }

  protected override open(name: string, folder: string): Promise<Core> {
    const core = this.#network.openCore({ name, folder })
    this.#cores.set(name, core)
    if (this.#kind !== "unruly") return Promise.resolve(core)
    return Promise.resolve(new UnrulyCore(core, this.#unruly))
  }

  protected override async start(name: string, launch: Launch): Promise<Launched> {
    if (!launch.isKilled) return super.start(name, launch)
    const bot = await BotProcess.start(launch, await this.openCore(name))
    const kill = async () => {
      await bot.kill()
      this.#cores.get(name)?.kill()
    }
    return { address: bot.address, stop: () => bot.stop(), kill }
  }

  override async quiet(): Promise<void> {
    await this.#network.idle()
    if (this.#kind !== "unruly") return
    // What an unruly core holds back is not under way for the network.
    for (let heard = -1; heard !== this.heard;) {
      heard = this.heard
      await pause(3 * this.#unruly.mostDelayMs)
      await this.#network.idle()
    }
  }

  override serversDown(isDown: boolean): Promise<void> {
    this.#network.faults.serversDown = isDown
    return Promise.resolve()
  }

  override pass(): Promise<void> {
    return this.advance(60_000)
  }

  override async advance(ms: number): Promise<void> {
    this.#network.clock.advance(ms)
    await this.#network.idle()
  }
}
