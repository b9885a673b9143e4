// Messages that no worker can handle.
import type { Message } from "@simplex-chat/bot"
import { Connection } from "rabbitmq-client"
import { once } from "node:events"
import { afterEach, expect, test } from "vitest"
import { namesOf } from "../src/broker/names.ts"
import { AmqpProxy } from "./faults/amqp-proxy.ts"
import { broker, Cluster, withBroker } from "./fixtures.ts"

withBroker()

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

async function openChannel() {
  const connection = new Connection(broker().url)
  cleanups.push(() => connection.unsafeDestroy())
  return connection.acquire()
}

test("a message that ends its workers again and again is set aside, those behind it are not", async () => {
  const handled: string[] = []
  const failures: unknown[] = []
  const network = await AmqpProxy.to(broker().url)
  cleanups.push(() => network.close())
  const bots = new Cluster((bot) =>
    bot.onMessage(async (message: Message, { signal }) => {
      handled.push(message.text)
      if (message.text !== "poison") return
      // As a crash: the broker gets it back.
      network.cut()
      await once(signal, "abort")
    }),
  )
  cleanups.push(() => bots.stop())
  const host = await bots.host({ partitions: 1 })
  await bots.worker("one", {
    url: network.url,
    maxDeliveries: 2,
    onBrokerError: (error) => failures.push(error),
  })
  const alice = await bots.person("alice", host)
  for (const text of ["before", "poison", "after"]) await alice.say(text)
  await expect.poll(() => handled.at(-1)).toBe("after")
  expect(handled).toEqual(["before", "poison", "poison", "after"])
  await expect
    .poll(() => failures.map(String))
    .toContainEqual(
      expect.stringMatching(
        /^MessageSetAsideError: item \d+ of direct:\d+ was set aside: it was given back 2 times$/,
      ),
    )
  // What it says is in the queue, and nowhere else.
  expect(failures.map(String).join()).not.toContain("poison")
  const channel = await openChannel()
  const kept = await channel.basicGet({ queue: namesOf(bots.name).aside, noAck: true })
  expect(JSON.stringify(kept?.body)).toContain("poison")
})

test.each([
  ["no JSON", Buffer.from("{"), "application/json"],
  ["JSON of another kind", Buffer.from('{"type":"message"}'), "application/json"],
  ["a number", Buffer.from("7"), "application/json"],
  ["bytes", Buffer.from([0, 255]), "application/octet-stream"],
])("%s in a queue is set aside, and holds nothing up", async (_, body, contentType) => {
  const handled: string[] = []
  const failures: unknown[] = []
  const bots = new Cluster((bot) => bot.onMessage((message) => void handled.push(message.text)))
  cleanups.push(() => bots.stop())
  const host = await bots.host({ partitions: 1 })
  await bots.worker("one", { onBrokerError: (error) => failures.push(error) })
  const channel = await openChannel()
  const names = namesOf(bots.name)
  await channel.basicPublish({ routingKey: names.partition(0), contentType }, body)
  const alice = await bots.person("alice", host)
  await alice.say("next")
  await expect.poll(() => handled).toEqual(["next"])
  await expect
    .poll(() => failures.map(String))
    .toEqual([
      `MessageSetAsideError: a message in ${names.partition(0)} was set aside: it is none that a host writes`,
    ])
  const { messageCount } = await channel.queueDeclare({ queue: names.aside, passive: true })
  expect(messageCount).toBe(1)
})
