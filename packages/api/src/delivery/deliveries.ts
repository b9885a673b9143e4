import { RecentMap } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { setTimeout } from "node:timers/promises"
import { checkItem } from "../checks.ts"
import { ChatApiError } from "../errors.ts"
import { Delivery } from "./delivery.ts"
import { type DeliveryState, deliveryState, isFinal, isProgress } from "./delivery-state.ts"

/** How many own messages are remembered, and how many are tracked, before the oldest go. */
const rememberedAtMost = 10_000

/** Watches the status of own messages: for those who track one, and for stopping. */
export class Deliveries {
  /** The newest states, as a status event can come before the answer that names its item. */
  readonly #states = new RecentMap<number, DeliveryState>(rememberedAtMost)
  readonly #tracked = new RecentMap<number, Tracked>(
    rememberedAtMost,
    ({ delivery }) => !delivery.idle,
  )
  /** Own messages that no server has. */
  readonly #unsent = new RecentMap<number, Unsent>(rememberedAtMost)
  #closed = false

  /** Takes the status of an item from any answer or event. */
  see(item: T.AChatItem): void {
    const { itemId, itemStatus } = item.chatItem.meta
    const next = deliveryState(itemStatus)
    if (next === undefined) return
    const state = this.#states.get(itemId)
    if (state !== undefined && !isProgress(state, next)) return
    this.#states.set(itemId, next)
    if (next.state === "pending" && isForServer(item))
      this.#unsent.set(itemId, { itemId, chat: nameOf(item), since: performance.now() })
    else this.#unsent.delete(itemId)
    this.#tracked.get(itemId)?.delivery.advance(next)
    if (isFinal(next)) this.#tracked.delete(itemId)
  }

  /** @throws {ChatApiError} when the message was not sent by the user */
  track(item: T.AChatItem): Delivery {
    checkItem(item)
    const { itemId, itemStatus } = item.chatItem.meta
    if (deliveryState(itemStatus) === undefined) {
      throw new ChatApiError(`trackDelivery: item ${itemId} was received, not sent`)
    }
    this.see(item)
    const tracked = this.#tracked.get(itemId)
    if (tracked !== undefined) return tracked.delivery
    const delivery = new Delivery(itemId, this.#states.get(itemId) ?? { state: "pending" })
    if (this.#closed) delivery.end("closed")
    else if (!isFinal(delivery.state)) this.#tracked.set(itemId, { chat: nameOf(item), delivery })
    return delivery
  }

  /** A chat was deleted here: no more is heard of its messages. */
  gone(chat: string): void {
    for (const one of this.#unsent.values()) if (one.chat === chat) this.#unsent.delete(one.itemId)
    for (const one of this.#tracked.values()) {
      if (one.chat !== chat) continue
      this.#tracked.delete(one.delivery.itemId)
      one.delivery.end("gone")
    }
  }

  /**
   * Resolves once a server has each own message that is younger than this, and after this time at
   * the latest.
   */
  async settled(withinMs: number): Promise<void> {
    const start = performance.now()
    const isYoung = ({ since }: Unsent) => since > start - withinMs
    while (performance.now() < start + withinMs && [...this.#unsent.values()].some(isYoung)) {
      await setTimeout(10)
    }
  }

  close(): void {
    this.#closed = true
    for (const { delivery } of this.#tracked.values()) delivery.end("closed")
    this.#tracked.clear()
  }
}

interface Tracked {
  readonly chat: string
  readonly delivery: Delivery
}

interface Unsent {
  readonly itemId: number
  readonly chat: string
  /** When it was first seen. */
  readonly since: number
}

/** Its chat, as {@link Deliveries.gone} takes it; those of other kinds are never deleted. */
function nameOf({ chatInfo }: T.AChatItem): string {
  if (chatInfo.type === "direct") return `@${chatInfo.contact.contactId}`
  return chatInfo.type === "group" ? `#${chatInfo.groupInfo.groupId}` : ""
}

/** Notes, and items such as the banner of a new chat, are never sent. */
const isForServer = ({ chatInfo, chatItem }: T.AChatItem): boolean =>
  chatItem.content.type === "sndMsgContent" && chatInfo.type !== "local"
