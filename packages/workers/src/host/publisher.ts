import { setImmediate as turn } from "node:timers/promises"
import { aborted } from "node:util"
import { ConfigurationError } from "@simplex-chat/bot"
import type { Connection } from "rabbitmq-client"
import { LastingChannel } from "../broker/lasting-channel.ts"
import type { Brought } from "../broker/messages.ts"
import { type Names, partitionOf } from "../broker/names.ts"
import { declarePartition } from "../broker/queues.ts"
import { claimPartitionCount } from "./partition-count.ts"

/** Puts messages and events into the queues of their partitions. */
export class Publisher {
  readonly #channel: LastingChannel
  readonly #names: Names
  readonly #partitions: number
  readonly #onFailure: (error: unknown) => void
  /** What found no queue, by the numbers of the messages: the broker says so before it confirms them. */
  readonly #returned = new Set<string>()
  #published = 0
  /** What the broker takes, in bytes; known once it has refused something. */
  #mostBytes = Infinity

  constructor(
    connection: Connection,
    names: Names,
    partitions: number,
    onFailure: (error: unknown) => void,
  ) {
    this.#names = names
    this.#partitions = partitions
    this.#onFailure = onFailure
    this.#channel = new LastingChannel(connection, {
      onOpen: async (channel) => {
        this.#returned.clear()
        channel.on("basic.return", ({ messageId = "" }) => this.#returned.add(messageId))
        await claimPartitionCount(connection, names, partitions)
        await channel.confirmSelect()
        for (let partition = 0; partition < partitions; partition++) {
          await declarePartition(channel, names, partition)
        }
      },
      onFailure,
    })
  }

  /** Whether the broker takes messages now. */
  get isConnected(): boolean {
    return this.#channel.current !== undefined
  }

  /** Resolves once the queues are there. */
  async ready(): Promise<void> {
    await this.#channel.ready()
  }

  /**
   * Puts something into a queue. Resolves once the broker has stored it, however long that takes, or
   * when the signal is aborted. What is larger than the broker takes is reported, and stays in the
   * database of the core.
   *
   * @param place the chat it belongs to; anything else that has an order of its own
   */
  async publish(place: string, brought: Brought, signal: AbortSignal): Promise<void> {
    const partition = partitionOf(place, this.#partitions)
    const routingKey = this.#names.partition(partition)
    const body = Buffer.from(JSON.stringify(brought))
    while (!signal.aborted && this.#fits(place, body.length)) {
      const open = await Promise.race([this.#channel.ready(), aborted(signal, this)])
      if (open === undefined) return
      const messageId = String(++this.#published)
      const own = { messageId, mandatory: true, durable: true }
      const envelope = { ...own, routingKey, contentType: "application/json" }
      // Without a confirmation, because the channel is gone or the broker refused: once more.
      const isConfirmed = await Promise.race([
        open.channel.basicPublish(envelope, body).then(
          () => true,
          (error: unknown) => this.#refused(error),
        ),
        open.closed.then(() => false),
      ])
      // What is returned is said in a turn of its own, the next one.
      if (isConfirmed) await turn()
      if (isConfirmed && !this.#returned.delete(messageId)) return
      // The queue was deleted meanwhile.
      if (isConfirmed) await declarePartition(open.channel, this.#names, partition).catch(() => {})
    }
  }

  /** The first one that is not confirmed yet learns why the channel was closed, whichever it was. */
  #refused(error: unknown): false {
    const most = /larger than configured max size (\d+)/.exec(String(error))?.[1]
    if (most !== undefined) this.#mostBytes = Number(most)
    return false
  }

  #fits(place: string, bytes: number): boolean {
    if (bytes <= this.#mostBytes) return true
    const problem =
      `of the broker is ${this.#mostBytes} bytes: ${place} has something of ${bytes} bytes, which is not ` +
      "handed to the workers; raise it"
    this.#onFailure(new ConfigurationError("max_message_size", problem))
    return false
  }

  close(): Promise<void> {
    return this.#channel.close()
  }
}
