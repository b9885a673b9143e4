import { Connection } from "rabbitmq-client"
import { afterEach, expect, test } from "vitest"
import type { HostOptions } from "../src/index.ts"
import { namesOf } from "../src/broker/names.ts"
import { broker, Cluster, lazyCore, withBroker } from "./fixtures.ts"
import { AmqpProxy } from "./faults/amqp-proxy.ts"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

withBroker()

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

function cluster() {
  const handled: string[] = []
  const bots = new Cluster((bot) => bot.onMessage((message) => void handled.push(message.text)))
  const folder = mkdtempSync(join(tmpdir(), "workers-partitions-"))
  const open = () => bots.network.openCore({ name: "bot", folder: join(folder, "bot") })
  cleanups.push(
    () => rmSync(folder, { recursive: true }),
    () => bots.stop(),
  )
  return {
    bots,
    handled,
    hostWith: (partitions: number, options: Partial<HostOptions> = {}) =>
      bots.hostOn(lazyCore(open), { partitions, ...options }),
  }
}

async function proxy(): Promise<AmqpProxy> {
  const made = await AmqpProxy.to(broker().url)
  cleanups.push(() => made.close())
  return made
}

const refused = {
  name: "ConfigurationError",
  message: expect.stringMatching(/^partitions: .* 8 queues/) as unknown,
}

test("another number of partitions is refused while messages wait in the queues", async () => {
  const { bots, handled, hostWith } = cluster()
  const first = await hostWith(8)
  const alice = await bots.person("alice", first)
  await alice.say("waiting")
  await alice.say("waiting, too")
  await expect.poll(() => used(bots.name, 8)).toEqual({ messages: 2, consumers: 0 })
  await first.stop()
  for (const partitions of [4, 16])
    await expect(hostWith(partitions)).rejects.toMatchObject(refused)
  // The number of before is good as ever.
  const again = await hostWith(8)
  const worker = await bots.worker("one")
  await expect.poll(() => handled).toEqual(["waiting", "waiting, too"])
  await again.stop()
  // With workers it is not known whether they have something in work.
  await expect(hostWith(4)).rejects.toMatchObject(refused)
  await worker.stop()
  await expect.poll(() => used(bots.name, 8)).toEqual({ messages: 0, consumers: 0 })
  const fewer = await hostWith(4)
  await bots.worker("two")
  await alice.say("in fewer")
  await expect.poll(() => handled.at(-1)).toBe("in fewer")
  await fewer.stop()
})

test("a worker that had no network goes on with the number of the next host", async () => {
  const { bots, handled, hostWith } = cluster()
  const [ofHost, ofWorker] = [await proxy(), await proxy()]
  const first = await hostWith(8, { url: ofHost.url })
  await bots.worker("one", { url: ofWorker.url })
  const alice = await bots.person("alice", first)
  const bob = await bots.person("bob", first)
  for (const person of [alice, bob]) await person.say(`${person.name} before`)
  await expect.poll(() => handled.toSorted()).toEqual(["alice before", "bob before"])
  await first.stop() // Until then it can publish more, such as an event.
  // What is handled and not acknowledged would be in a queue again.
  await expect.poll(() => ofWorker.messages.acknowledged).toBe(ofHost.messages.published)
  ofWorker.block()
  // The broker notices that the worker is gone.
  await expect.poll(() => used(bots.name, 8)).toEqual({ messages: 0, consumers: 0 })
  await hostWith(3)
  ofWorker.unblock()
  for (const person of [alice, bob]) await person.say(`${person.name} after`)
  await expect
    .poll(() => handled.toSorted())
    .toEqual(["alice after", "alice before", "bob after", "bob before"])
})

/** How many messages are in the queues, and how many consumers they have. */
async function used(name: string, partitions: number) {
  const connection = new Connection(broker().url)
  const channel = await connection.acquire()
  const used = { messages: 0, consumers: 0 }
  for (let n = 0; n < partitions; n++) {
    const queue = namesOf(name).partition(n)
    const { messageCount, consumerCount } = await channel.queueDeclare({ queue, passive: true })
    used.messages += messageCount
    used.consumers += consumerCount
  }
  connection.unsafeDestroy()
  return used
}
