import { checkOptions, InvalidArgumentError, type OptionKinds } from "@simplex-chat/core"
import { checkAmount, checkName, checkText } from "../checks.ts"
import type { Delivery } from "./delivery.ts"
import { Random } from "./random.ts"

/** How often things go wrong: 0 never, 1 always. */
export interface FaultOptions {
  /** A delivery takes up to {@link FaultOptions.maxDelayMs} of the network's time. */
  readonly delay?: number
  /** 5,000 when absent. */
  readonly maxDelayMs?: number
  /** A delivery is lost on the way and made again later. */
  readonly drop?: number
  /** A message arrives twice. Cores tell by its number, and ignore the second. */
  readonly duplicate?: number
  /** What is under way on different connections overtakes each other. */
  readonly reorder?: number
}

const kinds: OptionKinds<FaultOptions> = {
  delay: "any",
  maxDelayMs: "any",
  drop: "any",
  duplicate: "any",
  reorder: "any",
}

/** What goes wrong in a network, drawn from its seed: the same seed, the same faults. */
export class Faults {
  readonly #random: Random
  readonly #offline = new Set<string>()
  readonly #hanging = new Map<string, string>()
  #receiveFailures = new Map<string, number>()
  #options: FaultOptions = {}
  /** No server answers: nothing can be created or looked up. */
  serversDown = false
  /** No server of files answers: uploads and downloads wait, and messages go on. */
  fileServersDown = false

  /** @internal */
  constructor(seed: number, options: FaultOptions = {}) {
    this.#random = new Random(seed ^ 0x5eed)
    this.set(options)
  }

  /**
   * Sets how often things go wrong from now on; `{}` for never.
   *
   * @throws {InvalidArgumentError} when a share is not from 0 to 1, or the longest delay is no time.
   */
  set(options: FaultOptions): void {
    checkOptions(options, kinds, "faults")
    for (const [name, value] of Object.entries(options)) {
      const most = name === "maxDelayMs" ? Number.MAX_VALUE : 1
      if (typeof value === "number" && value >= 0 && value <= most) continue
      const what = name === "maxDelayMs" ? "a time in milliseconds" : "a share from 0 to 1"
      throw new InvalidArgumentError("faults", `${name} is ${what}`)
    }
    this.#options = options
  }

  /** Takes a core off the network; what is sent to it waits at the servers. */
  offline(core: string, isOffline = true): void {
    checkName(core, "core")
    if (isOffline) this.#offline.add(core)
    else this.#offline.delete(core)
  }

  /** The core's next command that begins like this never answers. */
  hang(core: string, commandPrefix: string): void {
    checkName(core, "core")
    checkText(commandPrefix, "commandPrefix")
    this.#hanging.set(core, commandPrefix)
  }

  /** The core's next receives fail. */
  failReceive(core: string, times = 1): void {
    checkName(core, "core")
    checkAmount(times, "times")
    this.#receiveFailures.set(core, times)
  }

  /** @internal */
  isOffline(core: string): boolean {
    return this.#offline.has(core) || this.serversDown
  }

  /** @internal */
  holds({ core, kind }: Pick<Delivery, "core" | "kind">): boolean {
    const isTransfer = kind === "upload" || kind === "download"
    return this.isOffline(core) || (isTransfer && this.fileServersDown)
  }

  /** @internal */
  hangs(core: string, command: string): boolean {
    const prefix = this.#hanging.get(core)
    if (prefix === undefined || !command.startsWith(prefix)) return false
    this.#hanging.delete(core)
    return true
  }

  /** @internal */
  receiveFails(core: string): boolean {
    const left = this.#receiveFailures.get(core) ?? 0
    if (left === 0) return false
    this.#receiveFailures.set(core, left - 1)
    return true
  }

  /** @internal */
  delayMs(): number {
    const { delay = 0, maxDelayMs = 5000 } = this.#options
    return this.#random.chance(delay) ? 1 + this.#random.below(maxDelayMs) : 0
  }

  /** @internal */
  drops(): boolean {
    return this.#random.chance(this.#options.drop ?? 0)
  }

  /** @internal */
  duplicates(): boolean {
    return this.#random.chance(this.#options.duplicate ?? 0)
  }

  /** @internal */
  reordered(deliveries: Delivery[]): Delivery[] {
    if (deliveries.length < 2 || !this.#random.chance(this.#options.reorder ?? 0)) return deliveries
    const at = this.#random.below(deliveries.length)
    const [chosen] = deliveries.splice(at, 1)
    return chosen === undefined ? deliveries : [chosen, ...deliveries]
  }
}
