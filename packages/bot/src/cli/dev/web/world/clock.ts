import type { Network } from "@simplex-chat/testing"
import { performance } from "node:perf_hooks"

/** How often what falls due is looked for, in milliseconds. */
const tickMs = 200

/**
 * Moves a network's clock on with that of this machine, in steps that are known: what was done at
 * which time can be repeated, unlike on a clock that runs by itself.
 */
export class WorldClock {
  readonly #network: Network
  readonly #onTick: () => void
  #timer: NodeJS.Timeout | undefined
  #last = 0

  constructor(network: Network, onTick: () => void) {
    this.#network = network
    this.#onTick = onTick
  }

  get isRunning(): boolean {
    return this.#timer !== undefined
  }

  run(isRunning: boolean): void {
    if (isRunning === this.isRunning) return
    this.sync()
    clearInterval(this.#timer)
    this.#timer = undefined
    if (!isRunning) return
    this.#last = performance.now()
    this.#timer = setInterval(() => {
      this.sync()
      this.#onTick()
    }, tickMs)
  }

  /** Moves the clock to now, when it runs. */
  sync(): void {
    if (!this.isRunning) return
    const passed = Math.floor(performance.now() - this.#last)
    this.#last += passed
    if (passed > 0) this.#network.clock.advance(passed)
  }

  get nowMs(): number {
    this.sync()
    return this.#network.clock.nowMs
  }

  /** Moves the clock on to this time, unless it is past it. */
  reach(atMs: number): void {
    const ms = atMs - this.#network.clock.nowMs
    if (ms > 0) this.#network.clock.advance(ms)
  }

  advance(ms: number): void {
    this.sync()
    this.#network.clock.advance(ms)
    this.#onTick()
  }
}
