import type { T } from "@simplex-chat/types"
import { setTimeout } from "node:timers/promises"
import { ChatApiError } from "../errors.ts"
import { Delivery } from "./delivery.ts"
import { type DeliveryState, deliveryState, isFinal, isProgress } from "./delivery-state.ts"

/** How many own messages are remembered, and how many are tracked, before the oldest go. */
const rememberedAtMost = 10_000

/** Watches the status of own messages: for those who track one, and for stopping. */
export class Deliveries {
  /** The newest states, as a status event can come before the answer that names its item. */
  readonly #states = new Map<number, DeliveryState>()
  readonly #tracked = new Map<number, Delivery>()
  /** Own messages that no server has, and when they were first seen. */
  readonly #unsent = new Map<number, number>()
  #closed = false

  /** Takes the status of an item from any answer or event. */
  see(item: T.AChatItem): void {
    const { itemId, itemStatus } = item.chatItem.meta
    const next = deliveryState(itemStatus)
    if (next === undefined) return
    const state = this.#states.get(itemId)
    if (state !== undefined && !isProgress(state, next)) return
    this.#states.delete(itemId)
    this.#states.set(itemId, next)
    forgetOldest(this.#states)
    if (next.state === "pending" && isForServer(item)) this.#unsent.set(itemId, performance.now())
    else this.#unsent.delete(itemId)
    forgetOldest(this.#unsent)
    this.#tracked.get(itemId)?.advance(next)
    if (isFinal(next)) this.#tracked.delete(itemId)
  }

  /** @throws {ChatApiError} when the message was not sent by the user */
  track(item: T.AChatItem): Delivery {
    const { itemId, itemStatus } = item.chatItem.meta
    if (deliveryState(itemStatus) === undefined) {
      throw new ChatApiError(`trackDelivery: item ${itemId} was received, not sent`)
    }
    this.see(item)
    const tracked = this.#tracked.get(itemId)
    if (tracked !== undefined) return tracked
    const delivery = new Delivery(itemId, this.#states.get(itemId) ?? { state: "pending" })
    if (this.#closed) delivery.close()
    else if (!isFinal(delivery.state)) this.#tracked.set(itemId, delivery)
    for (const [id, { idle }] of this.#tracked) {
      if (this.#tracked.size <= rememberedAtMost) break
      if (idle) this.#tracked.delete(id)
    }
    return delivery
  }

  /**
   * Resolves once a server has each own message that is younger than this, and after this time at
   * the latest.
   */
  async settled(withinMs: number): Promise<void> {
    const start = performance.now()
    const isYoung = (seen: number) => seen > start - withinMs
    while (performance.now() < start + withinMs && [...this.#unsent.values()].some(isYoung)) {
      await setTimeout(10)
    }
  }

  close(): void {
    this.#closed = true
    for (const delivery of this.#tracked.values()) delivery.close()
    this.#tracked.clear()
  }
}

/** Notes, and items such as the banner of a new chat, are never sent. */
const isForServer = ({ chatInfo, chatItem }: T.AChatItem): boolean =>
  chatItem.content.type === "sndMsgContent" && chatInfo.type !== "local"

function forgetOldest(map: Map<number, unknown>): void {
  if (map.size <= rememberedAtMost) return
  for (const [oldest] of map) return void map.delete(oldest)
}
