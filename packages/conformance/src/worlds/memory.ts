import type { Core } from "@simplex-chat/api"
import { createNetwork, type MemoryCore, type Network } from "@simplex-chat/testing"
import { CoresWorld, type WorldOptions } from "./cores.ts"
import { UnrulyCore } from "./unruly-core.ts"
import type { Ability } from "./world.ts"

export interface MemoryOptions extends WorldOptions {
  /** What chance is drawn from; 1 when absent. */
  readonly seed?: number | undefined
  /** Delays answers and events, swaps and doubles events, as a slow or busy core may. */
  readonly unruly?: boolean | undefined
}

/** The network in memory as a world: milliseconds, and everything can be made to fail. */
export class MemoryWorld extends CoresWorld {
  readonly name: string
  readonly abilities: ReadonlySet<Ability> = new Set<Ability>(["kill", "servers", "clock"])
  readonly #network: Network
  readonly #seed: number
  readonly #unruly: boolean
  readonly #cores = new Map<string, MemoryCore>()

  constructor(options: MemoryOptions = {}) {
    super(options)
    const { seed = 1, unruly = false } = options
    this.#seed = seed
    this.#unruly = unruly
    this.name = unruly ? "memory, unruly" : "memory"
    this.#network = createNetwork({ seed })
  }

  protected override open(name: string, folder: string): Promise<Core> {
    const core = this.#network.openCore({ name, folder })
    this.#cores.set(name, core)
    return Promise.resolve(this.#unruly ? new UnrulyCore(core, this.#seed) : core)
  }

  override async kill(name: string): Promise<void> {
    this.#cores.get(name)?.kill()
    this.#cores.delete(name)
    await Promise.resolve()
  }

  override quiet(): Promise<void> {
    return this.#network.idle()
  }

  override serversDown(isDown: boolean): Promise<void> {
    this.#network.faults.serversDown = isDown
    return Promise.resolve()
  }

  override async advance(ms: number): Promise<void> {
    this.#network.clock.advance(ms)
    await this.#network.idle()
  }
}
