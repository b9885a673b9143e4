import type { Launch, Launched } from "../worlds/launch.ts"
import type { World } from "../worlds/world.ts"

/** A bot of a scenario that is one of the programs, which can be stopped, killed and started again. */
export class ProgramBot {
  readonly #world: World
  readonly #name: string
  readonly #launch: Launch
  #launched: Launched | undefined
  #address = ""

  constructor(world: World, name: string, launch: Launch) {
    this.#world = world
    this.#name = name
    this.#launch = launch
  }

  /** The address, which it keeps while it is stopped. */
  get address(): string {
    return this.#address
  }

  async start(): Promise<void> {
    this.#launched = await this.#world.launch(this.#name, this.#launch)
    this.#address = this.#launched.address
  }

  async stop(): Promise<void> {
    await this.#launched?.stop()
  }

  /** Ends it as `kill -9` does. */
  async kill(): Promise<void> {
    await this.#launched?.kill()
  }
}
