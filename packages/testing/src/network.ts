import { Clock } from "./clock.ts"
import type { MemoryCore } from "./core.ts"
import type { Delivery } from "./deliveries.ts"
import { type FaultOptions, Faults } from "./faults.ts"
import { untilIdle } from "./host-time.ts"
import { NetworkHub } from "./network-hub.ts"
import { Person } from "./person.ts"

/** One thing that a core was told or said, as `network.observe` hears it. */
export type Frame =
  | { readonly core: string; readonly command: string }
  | { readonly core: string; readonly answer: string }
  | { readonly core: string; readonly event: string }

export interface NetworkOptions {
  /** What chance is drawn from: ids, faults, the order of introductions. 1 when absent. */
  readonly seed?: number
  /**
   * When the network's time begins, in milliseconds since 1970. A core that is opened on a folder
   * moves it on to the time at which that was last written.
   */
  readonly startMs?: number
  /**
   * `auto`: whatever is under way is delivered as soon as the program is idle. `manual`: nothing
   * happens until {@link Network.deliver} or {@link Network.settle}.
   */
  readonly delivery?: "auto" | "manual"
  /** The server on which queues are made, `smp://KEY@HOST:PORT`. */
  readonly server?: string
  /** `running`: the network's time goes on with that of the host. It stands still when absent. */
  readonly time?: "standing" | "running"
  readonly faults?: FaultOptions
}

export interface CoreOptions {
  /** What the core is called in frames and errors; `core1`, `core2`, ... when absent. */
  readonly name?: string
  /**
   * A folder in which the core keeps everything; made when it is missing. Without it the core
   * forgets everything when it is closed.
   */
  readonly folder?: string
}

/**
 * A SimpleX network in memory. Make one with {@link createNetwork}.
 */
export class Network {
  /** The time of the network; it moves only when a test moves it. */
  readonly clock: Clock
  /** What goes wrong, and how often. May be changed at any time. */
  readonly faults: Faults
  readonly #hub: NetworkHub

  /** @internal */
  constructor(options: NetworkOptions) {
    const running = options.time === "running"
    const { seed = 1, startMs = running ? Date.now() : Date.UTC(2026, 0, 1) } = options
    this.clock = new Clock(startMs, running)
    this.faults = new Faults(seed, options.faults)
    this.#hub = new NetworkHub(options, this.clock, this.faults)
  }

  /**
   * Opens a core on the network.
   *
   * @throws Error when a core of this name is open. Of a folder that is open nobody is told, as the real core
   *   tells nobody: do not open one twice.
   */
  openCore(options: CoreOptions = {}): MemoryCore {
    return this.#hub.open(options)
  }

  /** Somebody with an app: a core with a user, and what a test does with them. */
  person(name: string, options: Omit<CoreOptions, "name"> = {}): Promise<Person> {
    return Person.join(this, name, options)
  }

  /** Hears everything that cores are told and say, in order. Returns what stops it. */
  observe(listener: (frame: Frame) => void): () => void {
    this.#hub.listeners.add(listener)
    return () => this.#hub.listeners.delete(listener)
  }

  /** What can happen next, oldest first. */
  pending(): Delivery[] {
    return this.#hub.ready()
  }

  /** Lets one thing happen: the given one of {@link Network.pending}, or the oldest. */
  deliver(delivery: Delivery | undefined = this.pending()[0]): boolean {
    if (delivery === undefined) return false
    this.#hub.run(delivery)
    return true
  }

  /**
   * Lets everything happen that can, and moves the clock to where delayed deliveries are due. Those
   * for cores that are closed or stopped keep waiting.
   *
   * @throws Error when it does not come to an end: two bots that answer each other for ever.
   */
  settle(limit = 1_000_000): void {
    for (let i = 0; i < limit; i++) {
      const [next] = this.pending()
      if (next !== undefined) this.deliver(next)
      else if (!this.#hub.toNextDelayed()) return
    }
    throw new Error(`the network did not come to rest within ${limit} deliveries`)
  }

  /** Resolves when nothing is under way that could still be delivered. */
  async idle(): Promise<void> {
    do {
      await untilIdle()
      this.settle()
      await untilIdle()
    } while (this.pending().length > 0)
  }
}

/**
 * Makes a network of its own, with nobody on it.
 *
 * ```ts
 * const network = createNetwork()
 * const alice = await network.person("alice")
 * const bob = await network.person("bob")
 * await alice.connectTo(bob)
 * await alice.say("hello")
 * await bob.expectMessage("hello")
 * ```
 */
export function createNetwork(options: NetworkOptions = {}): Network {
  return new Network(options)
}
