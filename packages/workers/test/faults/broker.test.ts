// What operators and the broker itself do: alarms, timeouts, queues that are deleted.
import { Connection } from "rabbitmq-client"
import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, expect, test } from "vitest"
import { namesOf } from "../../src/broker/names.ts"
import { broker, Cluster, type Declare, withOwnBroker } from "../fixtures.ts"

// Other consumers than those of workers may hold a message for a second.
withOwnBroker(["{consumer_timeout,1000}", "{channel_tick_interval,300}"])

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

function cluster(declare: Declare): Cluster {
  const made = new Cluster(declare)
  cleanups.push(() => made.stop())
  return made
}

async function openChannel() {
  const connection = new Connection(broker().url)
  connection.on("error", () => {})
  cleanups.push(() => connection.unsafeDestroy())
  return connection.acquire()
}

test("a handler may take longer than the broker allows other consumers", async ({ skip }) => {
  if (broker().evaluate === undefined) skip("the broker has its own settings")
  const handled: string[] = []
  const bots = cluster((bot) =>
    bot.onMessage(async (message) => {
      handled.push(`begins ${message.text}`)
      await sleep(message.text === "long" ? 3_000 : 0)
      handled.push(`ends ${message.text}`)
    }),
  )
  const host = await bots.host({ partitions: 1 })
  await bots.worker("one")
  // That the setting works: another consumer is cut off.
  const channel = await openChannel()
  const { queue } = await channel.queueDeclare({ exclusive: true })
  const isCut = new Promise((resolve) => channel.once("close", resolve))
  await channel.basicConsume({ queue }, () => {})
  await channel.basicPublish(queue, "held")
  const alice = await bots.person("alice", host)
  await alice.say("long")
  await alice.say("next")
  await isCut
  await expect.poll(() => handled.at(-1)).toBe("ends next")
  expect(handled).toEqual(["begins long", "ends long", "begins next", "ends next"])
})

test("queues that are deleted while all runs are made again, and everything goes on", async () => {
  const handled: string[] = []
  const bots = cluster((bot) =>
    bot.onMessage(async (message) => {
      handled.push(message.text)
      await message.reply(`got ${message.text}`).catch(() => {})
    }),
  )
  const host = await bots.host({ partitions: 2 })
  await bots.worker("one")
  const alice = await bots.person("alice", host)
  await alice.say("before")
  await expect.poll(() => handled).toEqual(["before"])
  const channel = await openChannel()
  const names = namesOf(bots.name)
  for (const queue of [names.partition(0), names.partition(1)]) await channel.queueDelete(queue)
  await alice.say("after")
  await expect.poll(() => handled).toEqual(["before", "after"])
  await expect.poll(() => JSON.stringify(alice.transcript())).toContain("got after")
})

test("while the broker is out of memory all waits, and nothing is lost", async ({ skip }) => {
  const { evaluate } = broker()
  if (evaluate === undefined) skip("the broker cannot be changed from here")
  const handled: string[] = []
  const bots = cluster((bot) => bot.onMessage((message) => void handled.push(message.text)))
  const host = await bots.host({ partitions: 2 })
  await bots.worker("one")
  const alice = await bots.person("alice", host)
  const texts = Array.from({ length: 20 }, (_, n) => String(n))
  for (const text of texts.slice(0, 5)) await alice.say(text)
  await expect.poll(() => handled).toEqual(texts.slice(0, 5))
  await evaluate?.("vm_memory_monitor:set_vm_memory_high_watermark(0.0)")
  for (const text of texts.slice(5)) await alice.say(text)
  // Longer than a host may be silent.
  await sleep(3_000)
  expect(handled.length).toBeLessThan(texts.length)
  await evaluate?.("vm_memory_monitor:set_vm_memory_high_watermark(0.6)")
  await expect.poll(() => handled.length).toBeGreaterThanOrEqual(texts.length)
  expect(handled.filter((text, at) => handled.indexOf(text) === at)).toEqual(texts)
})

test("of two hosts that begin at once one is let in, and the other when that one is gone", async () => {
  const bots = cluster((bot) => bot.onMessage(() => {}))
  const begun: string[] = []
  const hosts = ["one", "two"].map(async (name) => {
    const host = await bots.hostOn(bots.network.openCore({ name }))
    begun.push(name)
    return host
  })
  const first = await Promise.race(hosts)
  await sleep(1_000)
  expect(begun).toHaveLength(1)
  await first.stop()
  await Promise.all(hosts)
  expect(begun).toHaveLength(2)
})
