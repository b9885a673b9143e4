import { ConnectionLostError } from "@simplex-chat/core"
import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, expect, test } from "vitest"
import { broker, Cluster, type Declare, withBroker } from "../fixtures.ts"
import { AmqpProxy } from "./amqp-proxy.ts"

withBroker()

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

function cluster(declare: Declare): Cluster {
  const made = new Cluster(declare)
  cleanups.push(() => made.stop())
  return made
}

async function proxy(): Promise<AmqpProxy> {
  const made = await AmqpProxy.to(broker().url)
  cleanups.push(() => made.close())
  return made
}

test("a worker whose network comes back takes chats over, and conversations there end", async () => {
  const asked: string[] = []
  const bots = cluster((bot, worker) =>
    bot.onCommand("order", async (message) => {
      asked.push(worker)
      const what = await message.ask("What?")
      await message.reply(`${worker} brings ${what.text}`)
    }),
  )
  const host = await bots.host()
  const network = await proxy()
  await bots.worker("one", { url: network.url, handOverMs: 500 })
  await bots.worker("two", { handOverMs: 500 })
  const names = Array.from({ length: 8 }, (_, n) => `person${n}`)
  const people = await Promise.all(names.map((name) => bots.person(name, host)))
  network.block()
  for (const person of people) await person.say("/order")
  await expect.poll(() => asked).toEqual(names.map(() => "two"))
  network.unblock()
  // The broker wants to give some chats to the first worker, and brings the second no answers there.
  await expect.poll(() => asked).toContain("one")
  for (const person of people) await person.say(person.name)
  for (const person of people) {
    const seen = () => JSON.stringify(person.transcript())
    await expect.poll(seen).toContain(` brings ${person.name}`)
  }
  // What is handed over goes back with its channel: RabbitMQ stalls after `basic.nack` or `basic.reject`
  // with priorities (rabbitmq-server #14141).
  expect(network.methods).toContain("60.80")
  for (const refusal of ["60.90", "60.120"]) expect(network.methods).not.toContain(refusal)
})

test("a command that a host took with its connection rejects, although the host is back at once", async () => {
  const bots = cluster((bot) => bot.onMessage(() => {}))
  const core = bots.network.openCore({ name: "bot" })
  const network = await proxy()
  await bots.hostOn(core, { url: network.url })
  const { api } = await bots.worker("one")
  const asked = Promise.withResolvers<void>()
  const send = core.sendCommand.bind(core)
  let times = 0
  core.sendCommand = (command, options) => {
    if (command !== "/users") return send(command, options)
    times++
    asked.resolve()
    return times === 1 ? new Promise(() => {}) : send(command, options)
  }
  const command = api.sendChatCmd("/users").catch((error: unknown) => error)
  await asked.promise
  network.cut()
  expect(await command).toMatchObject({ cause: expect.any(ConnectionLostError) as unknown })
  await expect.poll(() => api.apiListUsers().catch(() => [])).toHaveLength(1)
})

test("a worker whose network comes back learns that it has missed events", async () => {
  const bots = cluster((bot) => bot.onMessage(() => {}))
  const host = await bots.host()
  const network = await proxy()
  const [one, two] = [await bots.worker("one", { url: network.url }), await bots.worker("two")]
  const seen: string[] = []
  for (const [name, { api }] of Object.entries({ one, two })) {
    api.on(
      "contactConnected",
      ({ contact }) => void seen.push(`${name} ${contact.localDisplayName}`),
    )
    api.on("unknown", ({ tag }) => void seen.push(`${name} ${tag}`))
  }
  await bots.person("alice", host)
  await expect.poll(() => seen.toSorted()).toEqual(["one alice", "two alice"])
  network.block()
  await bots.person("bob", host)
  await expect.poll(() => seen).toContain("two bob")
  network.unblock()
  await expect.poll(() => seen).toContain("one eventsMissed")
  await bots.person("carol", host)
  await expect.poll(() => seen).toEqual(expect.arrayContaining(["one carol", "two carol"]))
  expect(seen).not.toContain("two eventsMissed")
})

test("what comes while the host has no network is handed on afterwards, in order", async () => {
  const handled: string[] = []
  const bots = cluster((bot) => bot.onMessage((message) => void handled.push(message.text)))
  const network = await proxy()
  const host = await bots.host({ url: network.url })
  await bots.worker("one")
  const alice = await bots.person("alice", host)
  const texts = Array.from({ length: 40 }, (_, n) => String(n))
  for (const [n, text] of texts.entries()) {
    if (n === 10) network.block()
    if (n === 20) network.unblock()
    if (n === 30) network.cut()
    await alice.say(text)
    await sleep(5)
  }
  await expect.poll(() => handled.length).toBeGreaterThanOrEqual(texts.length)
  // What was in flight at a cut can come again.
  expect(handled.filter((text, at) => handled.indexOf(text) === at)).toEqual(texts)
})

test.each(["host", "worker"] as const)("a %s without a broker stops in time", async (which) => {
  const bots = cluster((bot) => bot.onMessage(() => {}))
  const network = await proxy()
  const url = (of: string) => (of === which ? network.url : broker().url)
  const host = await bots.host({ url: url("host") })
  const worker = await bots.worker("one", { url: url("worker") })
  network.block()
  const stopped = (which === "host" ? host : worker).stop()
  expect(await Promise.race([stopped, sleep(8000, "too late")])).toMatchObject({ unfinished: 0 })
})

test("a worker that stops on a slow network repeats nothing", async () => {
  const handled: string[] = []
  const mayEnd = Promise.withResolvers<void>()
  const bots = cluster((bot, worker) =>
    bot.onMessage(async (message) => {
      handled.push(`${worker} ${message.text}`)
      if (worker === "one") await mayEnd.promise
    }),
  )
  const host = await bots.host({ partitions: 1 })
  const network = await proxy()
  const one = await bots.worker("one", { url: network.url })
  const alice = await bots.person("alice", host)
  await alice.say("first")
  await expect.poll(() => handled).toEqual(["one first"])
  const release = network.hold()
  mayEnd.resolve()
  const stopping = one.stop()
  await sleep(4_000)
  release()
  await stopping
  await bots.worker("two")
  await alice.say("second")
  await expect.poll(() => handled.at(-1)).toBe("two second")
  expect(handled).toEqual(["one first", "two second"])
})

test("a network that only falls silent is noticed, too", async () => {
  const handled: string[] = []
  const bots = cluster((bot, worker) => bot.onMessage(() => void handled.push(worker)))
  const host = await bots.host({ partitions: 1 })
  const network = await proxy()
  await bots.worker("one", { url: `${network.url}?heartbeat=1` })
  const alice = await bots.person("alice", host)
  await alice.say("before")
  await expect.poll(() => handled).toEqual(["one"])
  network.freeze()
  await alice.say("meanwhile")
  // Two heartbeats, of a second here and of five by default; then the worker connects again, or the broker gives the chat away.
  await expect.poll(() => handled.length, { timeout: 40_000 }).toBeGreaterThan(1)
})
