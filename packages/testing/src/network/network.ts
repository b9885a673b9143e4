import { checkOptions, type OptionKinds } from "@simplex-chat/core"
import { checkTime, Clock } from "../simulation/clock.ts"
import type { MemoryCore } from "./memory-core.ts"
import type { Delivery } from "../simulation/delivery.ts"
import { Faults } from "../simulation/faults.ts"
import { untilIdle } from "../simulation/host-time.ts"
import { type CoreOptions, coreKinds, type Frame, type NetworkOptions } from "./options.ts"
import { DeliveryHub } from "./delivery-hub.ts"
import { checkAmount, checkFunction, checkObject } from "../checks.ts"
import { Person, type PersonOptions } from "../people/person.ts"

const kinds: OptionKinds<NetworkOptions> = {
  seed: "amount",
  startMs: "amount",
  delivery: ["auto", "manual"],
  server: "text",
  time: "any",
  serverTime: ["exact", "seconds"],
  faults: "any",
}

/**
 * A SimpleX network in memory. Make one with {@link createNetwork}.
 */
export class Network {
  /** The time of the network; it moves only when a test moves it. */
  readonly clock: Clock
  /**
   * What went wrong in the bots on this network, in words, the last 100: what their handlers threw and
   * what they warned of. A bot adds it, also one that does not log; a conversation that fails shows it.
   */
  readonly problems: string[]
  /** What goes wrong, and how often. May be changed at any time. */
  readonly faults: Faults
  readonly #hub: DeliveryHub
  #relay: Promise<string> | undefined

  /** @internal */
  constructor(options: NetworkOptions) {
    checkOptions(options, kinds)
    const { seed = 1, time = "standing" } = options
    const { startMs = time === "standing" ? Date.UTC(2026, 0, 1) : Date.now() } = options
    checkTime(time)
    this.clock = new Clock(startMs, time)
    this.faults = new Faults(seed, options.faults)
    this.#hub = new DeliveryHub(options, this.clock, this.faults)
    this.problems = this.#hub.problems
  }

  /**
   * Opens a core on the network.
   *
   * @throws {InvalidArgumentError} when a core of this name is open. A folder that is open already is not noticed, as
   *   the real core does not notice it: do not open one twice.
   */
  openCore(options: CoreOptions = {}): MemoryCore {
    checkOptions(options, coreKinds)
    return this.#hub.open(options)
  }

  /** A person with an app: a core with a user, and methods for tests. */
  async person(name: string, options: PersonOptions = {}): Promise<Person> {
    return Person.join(this, name, options)
  }

  /**
   * The address of a relay for channels, a person named `relay` who joins when first asked for.
   * `person.createChannel` uses it.
   */
  relay(): Promise<string> {
    this.#relay ??= this.person("relay", { userChatRelay: true }).then((relay) => relay.address())
    return this.#relay
  }

  /** Reports every command, answer and event, in order. Returns a function that stops it. */
  observe(listener: (frame: Frame) => void): () => void {
    checkFunction(listener, "listener")
    this.#hub.listeners.add(listener)
    return () => this.#hub.listeners.delete(listener)
  }

  /** What can happen next, oldest first. */
  pending(): Delivery[] {
    return this.#hub.ready()
  }

  /**
   * All that is under way, oldest first: also what waits for something before it in its lane, for a
   * time, or for a core that is offline or closed. Only looks: no fault is drawn.
   */
  underWay(): Delivery[] {
    return this.#hub.underWay()
  }

  /** Lets one thing happen: the given one of {@link Network.pending}, or the oldest. */
  deliver(delivery: Delivery | undefined = this.pending()[0]): boolean {
    if (delivery === undefined) return false
    checkObject(delivery, "delivery")
    this.#hub.run(delivery)
    return true
  }

  /**
   * Lets everything happen that can, and moves the clock to where delayed deliveries are due. Those
   * for cores that are closed or stopped keep waiting.
   *
   * @throws {Error} when it never comes to rest: two bots that keep answering each other
   */
  settle(limit = 1_000_000): void {
    checkAmount(limit, "limit")
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
 * Creates an empty network.
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
