import type { T } from "@simplex-chat/types"
import { knownOptions } from "../checks.ts"
import { ChatApiError } from "../errors.ts"
import { type GaveUp, type WaitOptions, within } from "@simplex-chat/core"
import { type DeliveryState, isFinal, isProgress } from "./delivery-state.ts"

/** What to wait for, and how long. */
export interface DeliveryWait extends WaitOptions {
  /** In a group, be content as soon as it holds for one member; false when absent. */
  readonly partial?: boolean | undefined
}

/**
 * A message did not get as far as was waited for.
 *
 * - `failed`: the core has given up; see `reason`
 * - `gone`: its chat was deleted here; it may still arrive
 * - `timeout`, `aborted`, `closed`: the wait ended; it may still arrive
 */
export class DeliveryError extends ChatApiError {
  override readonly name = "DeliveryError"
  readonly code: "failed" | "gone" | "closed" | GaveUp
  /** The id of the item here. */
  readonly itemId: number
  /** Why the core has given up. */
  readonly reason: T.SndError | undefined

  constructor(
    code: DeliveryError["code"],
    itemId: number,
    details: ErrorOptions & { readonly reason?: T.SndError | undefined } = {},
  ) {
    const why = details.reason === undefined ? code : `${code} (${details.reason.type})`
    super(`delivery of item ${itemId}: ${why}`, details)
    this.code = code
    this.itemId = itemId
    this.reason = details.reason
  }
}

/**
 * What becomes of one own message. Going through it with `for await` gives the state now and each
 * newer one, to the last (steps in between can be missed by a slow loop, the last never).
 *
 * ```ts
 * const [item] = await api.apiSendTextMessage(contact, "hi")
 * const delivery = api.trackDelivery(item)
 * await delivery.sent({ timeoutMs: 60_000 })
 * for await (const { state } of delivery) console.log(state)
 * ```
 */
export class Delivery implements AsyncIterable<DeliveryState> {
  /** The id of the item here. */
  readonly itemId: number
  #state: DeliveryState
  #ended: "gone" | "closed" | undefined
  readonly #waiting = new Set<() => void>()

  constructor(itemId: number, state: DeliveryState) {
    this.itemId = itemId
    this.#state = state
  }

  /** How far it is known to be. */
  get state(): DeliveryState {
    return this.#state
  }

  /** No caller waits for it now. */
  get idle(): boolean {
    return this.#waiting.size === 0
  }

  /**
   * Resolves once a server has the message; in a group, once that holds for all members.
   *
   * @throws {DeliveryError}
   */
  sent(options: DeliveryWait = {}): Promise<DeliveryState> {
    return this.#reach(["sent", "delivered"], options)
  }

  /**
   * Resolves once the recipient's app has confirmed the message; in a group, once all have. Give it
   * a deadline: recipients can turn confirmations off.
   *
   * @throws {DeliveryError}
   */
  delivered(options: DeliveryWait = {}): Promise<DeliveryState> {
    return this.#reach(["delivered"], options)
  }

  async *[Symbol.asyncIterator](): AsyncIterator<DeliveryState, undefined, undefined> {
    let shown: DeliveryState | undefined
    for (;;) {
      if (this.#state !== shown) {
        shown = this.#state
        yield shown
      } else if (this.#ended !== undefined || isFinal(shown)) return undefined
      else await this.#change({})
    }
  }

  /** @internal */
  advance(next: DeliveryState): void {
    if (!isProgress(this.#state, next)) return
    this.#state = next
    this.#wake()
  }

  /** @internal */
  end(why: "gone" | "closed"): void {
    this.#ended ??= why
    this.#wake()
  }

  async #reach(states: readonly string[], options: DeliveryWait): Promise<DeliveryState> {
    const { partial = false, signal, timeoutMs } = knownOptions(options, { partial: "flag" })
    const deadline = timeoutMs === undefined ? undefined : performance.now() + timeoutMs
    for (;;) {
      const state = this.#state
      if (state.state === "failed") {
        throw new DeliveryError("failed", this.itemId, { reason: state.reason })
      }
      if ("complete" in state && (state.complete || partial) && states.includes(state.state)) {
        return state
      }
      if (this.#ended !== undefined) throw new DeliveryError(this.#ended, this.itemId)
      const left = deadline === undefined ? undefined : Math.max(deadline - performance.now(), 0)
      await this.#change({ signal, timeoutMs: left })
    }
  }

  async #change(options: WaitOptions): Promise<void> {
    let wake = () => {}
    const change = new Promise<void>((resolve) => (wake = resolve))
    this.#waiting.add(wake)
    try {
      await within(change, options, (why, cause) => new DeliveryError(why, this.itemId, cause))
    } finally {
      this.#waiting.delete(wake)
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
  }
}
