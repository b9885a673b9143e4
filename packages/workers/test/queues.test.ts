import { randomUUID } from "node:crypto"
import { type Channel, Connection } from "rabbitmq-client"
import { afterAll, beforeAll, expect, test } from "vitest"
import { namesOf } from "../src/broker/names.ts"
import { declarePartition } from "../src/broker/queues.ts"
import { broker, withBroker } from "./fixtures.ts"
import { noBroker } from "./servers/rabbitmq.ts"

withBroker()

const names = namesOf(`queues-${randomUUID()}`)
const thirtyDaysMs = 30 * 24 * 3_600_000
const declared = {
  "x-queue-type": "quorum" as string,
  "x-single-active-consumer": true,
  // A conversation may last longer than the half hour that the broker allows by default.
  "x-consumer-timeout": thirtyDaysMs,
  // What many deployments have handed back is not dropped.
  "x-delivery-limit": -1,
}

let connection: Connection
beforeAll(async () => {
  if (noBroker !== undefined) return
  connection = new Connection(broker().url)
  // The refusals that are tested here.
  connection.on("error", () => {})
  await declarePartition(await connection.acquire(), names, 0)
})
// Channels that were refused are gone; one that is left is not waited for.
afterAll(() => (noBroker === undefined ? connection.unsafeDestroy() : undefined))

/** The broker refuses to declare a queue again with other arguments than it has. */
async function declareAgain(change: Record<string, unknown>): Promise<void> {
  const channel = await connection.acquire()
  const queue = names.partition(0)
  await channel.queueDeclare({
    queue,
    durable: true,
    arguments: { ...declared, ...change } as never,
  })
  await channel.close()
}

test("the queue of a partition outlives the broker, has one worker, and drops nothing", async () => {
  await declareAgain({})
  for (const [argument, other] of [
    ["x-single-active-consumer", false],
    ["x-delivery-limit", 20],
  ] as const) {
    await expect(declareAgain({ [argument]: other })).rejects.toThrow(
      `inequivalent arg '${argument}'`,
    )
  }
  await expect(declareAgain({ "x-queue-type": "classic" })).rejects.toThrow(/x-queue-type/)
})

test("a conversation may hold its message for a month", async () => {
  // The broker does not compare this argument when a queue is declared again.
  const given: unknown[] = []
  const channel = { queueDeclare: (queue: object) => void given.push(queue) }
  await declarePartition(channel as unknown as Channel, names, 0)
  expect(given).toEqual([{ queue: names.partition(0), durable: true, arguments: declared }])
})
