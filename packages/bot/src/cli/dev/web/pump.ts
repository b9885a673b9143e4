import type { Delivery, Network } from "@simplex-chat/testing"
import { setImmediate } from "node:timers"

/** How much happens before the program may do something else. */
const burst = 256

/** Lets what is under way in a network happen, unless it is paused. */
export class Pump {
  readonly #network: Network
  readonly #onRest: () => void
  #isPaused = false
  #scheduled = false

  /** @param onRest called when nothing more can happen for now */
  constructor(network: Network, onRest: () => void) {
    this.#network = network
    this.#onRest = onRest
  }

  get isPaused(): boolean {
    return this.#isPaused
  }

  /** Whether it has let everything happen that can. */
  get isAtRest(): boolean {
    return !this.#scheduled
  }

  pause(isPaused: boolean): void {
    this.#isPaused = isPaused
    this.schedule()
  }

  /** Something may be under way. */
  schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      if (this.#isPaused || this.#isEmpty()) this.#onRest()
      else this.schedule()
    })
  }

  /**
   * Lets one thing happen, also while it is paused.
   *
   * @throws {InvalidArgumentError} when it cannot happen yet
   */
  step(delivery: Delivery): void {
    this.#network.deliver(delivery)
    this.schedule()
  }

  #isEmpty(): boolean {
    for (let n = 0; n < burst; n++) if (!this.#network.deliver()) return true
    return false
  }
}
