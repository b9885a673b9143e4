import { ConfigurationError } from "@simplex-chat/bot"
import type { Channel, Connection } from "rabbitmq-client"
import type { Names } from "../broker/names.ts"

/**
 * Makes sure that all messages in the queues were spread over as many of them as the host uses. With
 * another number a chat is in another queue: older messages of it would be handled after newer ones,
 * or stay in a queue that no worker reads.
 *
 * The broker keeps the number as the length limit of a queue that is always empty: it compares it
 * whenever the queue is declared again.
 *
 * @throws {ConfigurationError} when there are messages or workers in queues of another number
 */
export async function claimPartitionCount(
  connection: Pick<Connection, "acquire">,
  names: Names,
  count: number,
): Promise<void> {
  const before = await declared(connection, names, count)
  if (before === undefined) return
  const queues = Array.from({ length: before }, (_, number) => names.partition(number))
  for (const queue of queues) {
    // Unknown while workers have it: what is with them is not counted.
    if (await isUsed(connection, queue)) {
      const problem =
        `there are messages or workers in the ${before} queues that this bot had before; ` +
        `let its workers handle all messages, stop them, and start the host again, or keep ${before}`
      throw new ConfigurationError("partitions", problem)
    }
  }
  await onChannel(connection, async (channel) => {
    for (const queue of queues.slice(count)) await channel.queueDelete(queue)
    await channel.queueDelete(names.partitions)
  })
  await declared(connection, names, count)
}

/** @returns another number that was declared before */
async function declared(
  connection: Pick<Connection, "acquire">,
  { partitions: queue }: Names,
  count: number,
): Promise<number | undefined> {
  try {
    const options = { queue, durable: true, arguments: { "x-max-length": count } }
    await onChannel(connection, (channel) => channel.queueDeclare(options))
    return undefined
  } catch (error) {
    const before = /'x-max-length'.* but current is '(\d+)'/.exec(String(error))?.[1]
    if (before === undefined) throw error
    return Number(before)
  }
}

async function isUsed(connection: Pick<Connection, "acquire">, queue: string): Promise<boolean> {
  try {
    const { messageCount, consumerCount } = await onChannel(connection, (channel) =>
      channel.queueDeclare({ queue, passive: true }),
    )
    return messageCount > 0 || consumerCount > 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "NOT_FOUND") return false
    throw error
  }
}

/** Each on a channel of its own: the broker closes the channel of what it refuses. */
async function onChannel<Value>(
  connection: Pick<Connection, "acquire">,
  run: (channel: Channel) => Promise<Value>,
): Promise<Value> {
  const channel = await connection.acquire()
  const closed = new Promise<never>((_, reject) => {
    // What was refused rejects by itself, with the reason.
    channel.once("close", () => setImmediate(reject, new Error("the channel is closed")))
  })
  closed.catch(() => {})
  try {
    return await Promise.race([run(channel), closed])
  } finally {
    void channel.close().catch(() => {})
  }
}
