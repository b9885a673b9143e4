// What is larger than the broker takes in one message, 16 MiB by default.
import { Connection } from "rabbitmq-client"
import { randomUUID } from "node:crypto"
import { afterEach, expect, test } from "vitest"
import type { Brought } from "../src/broker/messages.ts"
import { namesOf } from "../src/broker/names.ts"
import { Publisher } from "../src/host/publisher.ts"
import { amqpCore } from "../src/index.ts"
import { broker, Cluster, withBroker } from "./fixtures.ts"

withBroker()

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

const large = "x".repeat(20 * 2 ** 20)

test("commands and answers of any size arrive", async () => {
  const bots = new Cluster(() => {})
  cleanups.push(() => bots.stop())
  const core = bots.network.openCore({ name: "bot" })
  const send = core.sendCommand.bind(core)
  core.sendCommand = (command, options) =>
    command.startsWith("/large") ? Promise.resolve(command) : send(command, options)
  await bots.hostOn(core)
  const worker = amqpCore({ url: broker().url, name: bots.name })
  await worker.hosted()
  const command = `/large ${large}`
  const [answer, small] = await Promise.all([
    worker.sendCommand(command),
    worker.sendCommand("/large"),
  ])
  expect(answer === command).toBe(true)
  expect(small).toBe("/large")
  await worker.close()
})

function publisher(partitions: number) {
  const failures: unknown[] = []
  const names = namesOf(`limits-${randomUUID()}`)
  const connection = new Connection(broker().url)
  connection.on("error", () => {})
  const made = new Publisher(connection, names, partitions, (error) => failures.push(error))
  cleanups.push(
    () => connection.unsafeDestroy(),
    () => made.close(),
  )
  return { made, failures, names, connection }
}

const event = (text: string): Brought => ({
  type: "event",
  event: { type: "unknown", text } as never,
})
const { signal } = new AbortController()

test("an event that the broker does not take is reported, and holds nothing up", async () => {
  const { made, failures, names, connection } = publisher(1)
  const all = ["one", large, "two"].map((text) => made.publish("direct:1", event(text), signal))
  await Promise.all(all)
  // A busy machine reports more, such as a channel that was long in coming.
  expect(failures.map(String)).toContainEqual(
    expect.stringMatching(
      /^ConfigurationError: max_message_size: of the broker is \d+ bytes: direct:1 has something of \d+ bytes/,
    ),
  )
  const channel = await connection.acquire()
  const texts: string[] = []
  await channel.basicConsume({ queue: names.partition(0), noAck: true }, ({ body }) => {
    texts.push((body as { readonly event: { readonly text: string } }).event.text)
  })
  // The channel closes over the one that is too large: what was with it on the way comes again.
  await expect.poll(() => new Set(texts)).toEqual(new Set(["one", "two"]))
})

test("a queue that was deleted is made again, and what was on its way to it arrives", async () => {
  const { made, names, connection } = publisher(2)
  await made.ready()
  const channel = await connection.acquire()
  for (const partition of [0, 1]) await channel.queueDelete(names.partition(partition))
  const places = Array.from({ length: 10 }, (_, n) => `direct:${n}`)
  await Promise.all(places.map((place) => made.publish(place, event(place), signal)))
  const counts = [0, 1].map(async (partition) => {
    const queue = names.partition(partition)
    return (await channel.queueDeclare({ queue, passive: true })).messageCount
  })
  const [one = 0, two = 0] = await Promise.all(counts)
  expect(one + two).toBe(10)
})
