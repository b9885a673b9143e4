import type { Channel } from "rabbitmq-client"
import type { Names } from "./names.ts"

/** Days that a message may be in work: a handler can wait that long for an answer. */
const mostDaysInWork = 30

/** Declares the queue of a partition: durable, and handled by one worker at a time. */
export async function declarePartition(
  channel: Channel,
  names: Names,
  partition: number,
): Promise<string> {
  const queue = names.partition(partition)
  await channel.queueDeclare({
    queue,
    durable: true,
    arguments: {
      "x-queue-type": "quorum",
      "x-single-active-consumer": true,
      "x-consumer-timeout": mostDaysInWork * 24 * 3_600_000,
      // The default drops a message that 20 workers have given back, as after several deployments.
      "x-delivery-limit": -1,
    },
  })
  return queue
}

/** Declares the queue of the messages that are set aside. */
export async function declareAside(channel: Channel, { aside: queue }: Names): Promise<string> {
  await channel.queueDeclare({ queue, durable: true, arguments: { "x-queue-type": "quorum" } })
  return queue
}

/** Hears what is said on an exchange, from now on. */
export async function subscribe(
  channel: Channel,
  exchange: string,
  hear: (message: unknown) => void,
): Promise<void> {
  await channel.exchangeDeclare({ exchange, type: "fanout" })
  const { queue } = await channel.queueDeclare({ exclusive: true, autoDelete: true })
  await channel.queueBind({ exchange, queue })
  await channel.basicConsume({ queue, noAck: true }, ({ body }) => hear(body))
}
