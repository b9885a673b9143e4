import type { ChatKey, Receiver } from "@simplex-chat/bot/hosting"
import type { AsyncMessage, Channel, Connection } from "rabbitmq-client"
import { LastingChannel } from "../broker/lasting-channel.ts"
import type { Brought } from "../broker/messages.ts"
import { type Names, partitionOf, priorityOf } from "../broker/names.ts"
import { declareAside, declarePartition } from "../broker/queues.ts"
import { MessageSetAsideError } from "../errors.ts"
import { Unacknowledged } from "./unacknowledged.ts"

export interface PartitionOptions {
  readonly partition: number
  readonly partitions: number
  readonly names: Names
  /** The name of this worker. */
  readonly worker: string
  /** How many messages are here at once, handled or waiting. */
  readonly prefetch: number
  /** How long handlers get when the partition goes to another worker, in milliseconds. */
  readonly handOverMs: number
  /** After how long without progress the oldest wait ends, when the prefetch is used up. */
  readonly stuckMs: number
  /** A message that was given back as often as this is set aside. */
  readonly maxDeliveries: number | undefined
  readonly onFailure: (error: unknown) => void
  /** Messages of it can come, for the first time or again. */
  readonly onConsuming: () => void
}

/** The connection broke: handlers that work get this long before the chats begin anew. */
const lostMs = 5_000

/** Takes the messages of one partition, when this worker is the one that the broker gives them to. */
export class Partition {
  readonly #options: PartitionOptions
  readonly #receiver: Receiver
  readonly #isHandled: (chat: ChatKey, itemId: number) => boolean
  readonly #channel: LastingChannel
  readonly #unacknowledged = new Unacknowledged()
  /** The chats from which a message has arrived since this channel was opened. */
  readonly #chats = new Set<ChatKey>()
  #consuming: Channel | undefined
  #isHandingOver = false
  #stuckTimer: NodeJS.Timeout | undefined

  constructor(
    connection: Connection,
    receiver: Receiver,
    isHandled: (chat: ChatKey, itemId: number) => boolean,
    options: PartitionOptions,
  ) {
    this.#receiver = receiver
    this.#isHandled = isHandled
    this.#options = options
    this.#channel = new LastingChannel(connection, {
      onOpen: (channel) => this.#consume(channel),
      onClose: () => this.#lost(),
      onFailure: options.onFailure,
    })
  }

  readonly isOf = (chat: ChatKey): boolean =>
    partitionOf(chat, this.#options.partitions) === this.#options.partition

  get number(): number {
    return this.#options.partition
  }

  /** Whether messages of it can come. */
  get isConsuming(): boolean {
    return this.#consuming?.active === true
  }

  /**
   * Another worker consumes it as well. If the broker wants to give it to that one, it waits until all
   * messages that are here are acknowledged, and brings no more: the answer for which a conversation
   * waits could never come.
   */
  yieldTo(worker: string): void {
    const { partition, worker: own } = this.#options
    const isOutranked = priorityOf(partition, worker) > priorityOf(partition, own)
    if (isOutranked && this.#unacknowledged.size > 0 && !this.#isHandingOver) void this.#handOver()
  }

  /** Resolves once messages of it can come. */
  async ready(): Promise<void> {
    await this.#channel.ready()
  }

  /** Messages of a chat are handled: the broker can forget them. */
  handled(chat: ChatKey, first: number, last: number): void {
    const tags = this.#unacknowledged.take(chat, first, last)
    for (const deliveryTag of tags) this.#acknowledge(deliveryTag)
    if (tags.length > 0) this.#watch()
  }

  async close(): Promise<void> {
    clearTimeout(this.#stuckTimer)
    await this.#channel.close()
  }

  /** Lets another worker have it: what is not handled goes back to the broker. */
  async #handOver(): Promise<void> {
    const channel = this.#consuming
    this.#isHandingOver = true
    await this.#receiver.release(this.isOf, this.#options.handOverMs).catch(() => {})
    await channel?.close()
  }

  async #consume(channel: Channel): Promise<void> {
    const { names, partition, worker, prefetch } = this.#options
    const queue = await declarePartition(channel, names, partition)
    await channel.basicQos({ prefetchCount: prefetch })
    this.#consuming = channel
    this.#isHandingOver = false
    await channel.basicConsume(
      { queue, arguments: { "x-priority": priorityOf(partition, worker) } },
      (message) => this.#take(channel, message),
    )
    this.#options.onConsuming()
  }

  /** Its channel is gone, and the broker delivers again what was not acknowledged. */
  async #lost(): Promise<void> {
    this.#consuming = undefined
    this.#unacknowledged.clear()
    this.#chats.clear()
    clearTimeout(this.#stuckTimer)
    await this.#receiver.release(this.isOf, lostMs)
  }

  #take(channel: Channel, message: AsyncMessage): void {
    // It goes to another worker when the channel closes.
    if (channel !== this.#consuming || this.#isHandingOver) return
    const { deliveryTag } = message
    const brought = message.body as Brought
    const reason = this.#reasonAgainst(message)
    if (reason !== undefined) {
      void this.#setAside(channel, message, reason).catch(this.#options.onFailure)
      return
    }
    if (brought.type === "message") {
      this.#takeMessage(brought, deliveryTag)
      return
    }
    this.#acknowledge(deliveryTag)
    if (brought.type === "edit") this.#receiver.edit(brought.item)
    else this.#receiver.event(brought.event)
  }

  /** Why no worker is to handle a message. */
  #reasonAgainst({ body, headers }: AsyncMessage): string | undefined {
    const { maxDeliveries } = this.#options
    if (!isBrought(body)) return "it is none that a host writes"
    if (maxDeliveries === undefined || body.type !== "message") return undefined
    // Those behind it in its chat were given back with it, and had not begun; those before it are done.
    const isDone = this.#isHandled(body.chat, body.item.chatItem.meta.itemId)
    if (isDone || this.#chats.has(body.chat)) return undefined
    this.#chats.add(body.chat)
    const returned = Number(headers?.["x-delivery-count"] ?? 0)
    return returned >= maxDeliveries ? `it was given back ${returned} times` : undefined
  }

  /** Keeps a message where it does no harm. It is acknowledged once it is there. */
  async #setAside(channel: Channel, message: AsyncMessage, reason: string): Promise<void> {
    const { deliveryTag } = message
    const body: unknown = message.body
    const { names, partition } = this.#options
    const routingKey = await declareAside(channel, names)
    await channel.confirmSelect()
    await channel.basicPublish({ routingKey, durable: true, headers: { reason } }, body)
    if (channel === this.#consuming) this.#acknowledge(deliveryTag)
    const what =
      isBrought(body) && body.type === "message"
        ? `item ${body.item.chatItem.meta.itemId} of ${body.chat}`
        : `a message in ${names.partition(partition)}`
    this.#options.onFailure(new MessageSetAsideError(what, reason))
  }

  #takeMessage(
    { chat, item, isHistory }: Extract<Brought, { type: "message" }>,
    deliveryTag: number,
  ): void {
    const { itemId } = item.chatItem.meta
    if (!this.#unacknowledged.add(chat, itemId, deliveryTag)) return
    this.#receiver.message(item, { isHistory })
    // The host was killed after it had handed it on, and handed it on again.
    if (this.#isHandled(chat, itemId)) this.handled(chat, itemId, itemId)
    this.#watch()
  }

  #acknowledge(deliveryTag: number): void {
    if (this.#consuming?.active === true) this.#consuming.basicAck({ deliveryTag })
  }

  /**
   * With all of the prefetch in handlers that wait for messages, the message that one of them waits for
   * could never come.
   */
  #watch(): void {
    clearTimeout(this.#stuckTimer)
    if (this.#unacknowledged.size < this.#options.prefetch) return
    this.#stuckTimer = setTimeout(() => {
      this.#receiver.endOldestWait(this.isOf)
      this.#watch()
    }, this.#options.stuckMs).unref()
  }
}

/** Whether a host has written it. */
function isBrought(body: unknown): body is Brought {
  if (typeof body !== "object" || body === null || !("type" in body)) return false
  if (body.type === "event") return "event" in body
  return "item" in body && (body.type === "edit" || (body.type === "message" && "chat" in body))
}
