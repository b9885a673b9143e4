import { aborted } from "node:util"
import type { Connection } from "rabbitmq-client"
import { LastingChannel } from "../broker/lasting-channel.ts"
import type { Brought } from "../broker/messages.ts"
import { type Names, partitionOf } from "../broker/names.ts"
import { declarePartition } from "../broker/queues.ts"

/** Puts messages and events into the queues of their partitions. */
export class Publisher {
  readonly #channel: LastingChannel
  readonly #names: Names
  readonly #partitions: number

  constructor(
    connection: Connection,
    names: Names,
    partitions: number,
    onFailure: (error: unknown) => void,
  ) {
    this.#names = names
    this.#partitions = partitions
    this.#channel = new LastingChannel(connection, {
      onOpen: async (channel) => {
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
   * when the signal is aborted.
   *
   * @param place the chat it belongs to; anything else that has an order of its own
   */
  async publish(place: string, brought: Brought, signal: AbortSignal): Promise<void> {
    const routingKey = this.#names.partition(partitionOf(place, this.#partitions))
    const body = Buffer.from(JSON.stringify(brought))
    while (!signal.aborted) {
      const open = await Promise.race([this.#channel.ready(), aborted(signal, this)])
      if (open === undefined) return
      const envelope = { routingKey, durable: true, contentType: "application/json" }
      // Without a confirmation, because the channel is gone or the broker refused: once more.
      const isConfirmed = await Promise.race([
        open.channel.basicPublish(envelope, body).then(
          () => true,
          () => false,
        ),
        open.closed.then(() => false),
      ])
      if (isConfirmed) return
    }
  }

  close(): Promise<void> {
    return this.#channel.close()
  }
}
