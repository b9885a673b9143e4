import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { Cluster, type Declare, lazyCore, patience, withBroker } from "./fixtures.ts"

withBroker()

const clusters: Cluster[] = []
afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.stop()
})

function cluster(declare: Declare): Cluster {
  const made = new Cluster(declare)
  clusters.push(made)
  return made
}

test("a message goes through the host to a worker, and its reply back", async () => {
  const bots = cluster((bot, worker) =>
    bot.onMessage((message) => message.reply(`${worker}: ${message.text}`)),
  )
  const host = await bots.host()
  await bots.worker("one")
  const alice = await bots.person("alice", host)
  await alice.say("hello")
  expect(await alice.expectMessage(/hello/, patience)).toBe("one: hello")
})

test("each chat is handled in order, also while several workers come", async () => {
  const handled: { readonly worker: string; readonly name: string; readonly text: string }[] = []
  const bots = cluster((bot, worker) =>
    bot.onMessage((message) => {
      const [name = "", text = ""] = message.text.split(" ")
      handled.push({ worker, name, text })
    }),
  )
  const host = await bots.host()
  const workers = ["one", "two", "three"]
  for (const worker of workers) await bots.worker(worker)
  const people = await Promise.all(
    Array.from({ length: 12 }, (_, n) => bots.person(`person${n}`, host)),
  )
  const texts = Array.from({ length: 10 }, (_, n) => String(n))
  for (const text of texts) {
    for (const person of people) await person.say(`${person.name} ${text}`)
  }
  await expect.poll(() => handled.length).toBe(120)
  for (const { name } of people) {
    const own = handled.filter((one) => one.name === name)
    expect(own.map(({ text }) => text)).toEqual(texts)
  }
  expect(new Set(handled.map(({ worker }) => worker)).size).toBeGreaterThan(1)
})

test("a question and its answer are one conversation", async () => {
  const bots = cluster((bot) =>
    bot.onCommand("order", async (message) => {
      const what = await message.ask("What would you like?")
      await message.reply(`one ${what.text}, coming up`)
    }),
  )
  const host = await bots.host()
  await bots.worker("one")
  const alice = await bots.person("alice", host)
  await alice.say("/order")
  await alice.expectMessage("What would you like?", patience)
  await alice.say("tea")
  await alice.expectMessage("one tea, coming up", patience)
  expect(alice.transcript()).toHaveLength(4)
})

test("events reach one worker, and the apis of all", async () => {
  const greeted: string[] = []
  const bots = cluster((bot, worker) =>
    bot.onEvent("contactConnected", () => void greeted.push(worker)),
  )
  const host = await bots.host()
  const one = await bots.worker("one")
  const two = await bots.worker("two")
  const seen: string[] = []
  one.api.on("contactConnected", () => void seen.push("one"))
  two.api.on("contactConnected", () => void seen.push("two"))
  await bots.person("alice", host)
  await expect.poll(() => seen.toSorted()).toEqual(["one", "two"])
  await expect.poll(() => greeted.length).toBe(1)
})

test("what comes while no worker is there waits for one", async () => {
  const handled: string[] = []
  const bots = cluster((bot) => bot.onMessage((message) => void handled.push(message.text)))
  const host = await bots.host()
  const alice = await bots.person("alice", host)
  await alice.say("early")
  await bots.worker("one")
  await expect.poll(() => handled).toEqual(["early"])
})

test("a worker that leaves in good time repeats nothing; the others go on with its chats", async () => {
  const handled: string[] = []
  const bots = cluster((bot, worker) =>
    bot.onMessage((message) => {
      handled.push(`${worker} ${message.text}`)
    }),
  )
  const host = await bots.host()
  const workers = [await bots.worker("one"), await bots.worker("two")]
  const people = await Promise.all(
    Array.from({ length: 8 }, (_, n) => bots.person(`person${n}`, host)),
  )
  for (const person of people) await person.say(`${person.name} before`)
  await expect.poll(() => handled.length).toBe(8)
  await workers[0]?.stop()
  for (const person of people) await person.say(`${person.name} after`)
  await expect.poll(() => handled.length).toBe(16)
  expect(handled.slice(8).every((line) => line.startsWith("two "))).toBe(true)
  expect(new Set(handled.map((line) => line.slice(4))).size).toBe(16)
})

test("a conversation begins anew where its chat goes when a worker comes", async () => {
  const asked: string[] = []
  const bots = cluster((bot, worker) =>
    bot.onCommand("name", async (message) => {
      asked.push(worker)
      const { text } = await message.ask("Your name?")
      await message.reply(`${worker} says hello to ${text}`)
    }),
  )
  const host = await bots.host()
  await bots.worker("one", { handOverMs: 200 })
  const people = await Promise.all(
    Array.from({ length: 8 }, (_, n) => bots.person(`person${n}`, host)),
  )
  for (const person of people) await person.say("/name")
  for (const person of people) await person.expectMessage("Your name?", patience)
  await bots.worker("two")
  // Whose chats moved is asked again, by the other worker.
  await expect.poll(() => asked.includes("two")).toBe(true)
  for (const person of people) await person.say(person.name)
  for (const person of people) {
    const seen = () => JSON.stringify(person.transcript())
    await expect.poll(seen).toContain(`says hello to ${person.name}`)
  }
})

test("a second host waits until the first is gone, and takes over", async () => {
  const bots = cluster((bot) => bot.onMessage((message) => message.reply(`got ${message.text}`)))
  const folder = mkdtempSync(join(tmpdir(), "workers-host-"))
  const open = () => bots.network.openCore({ name: "bot", folder: join(folder, "bot") })
  const first = await bots.hostOn(lazyCore(open))
  await bots.worker("one")
  const alice = await bots.person("alice", first)
  let isStarted = false
  const second = bots.hostOn(lazyCore(open)).then(() => (isStarted = true))
  await alice.say("one")
  await alice.expectMessage("got one", patience)
  expect(isStarted).toBe(false)
  await first.stop()
  await second
  await alice.say("two")
  await alice.expectMessage("got two", patience)
  rmSync(folder, { recursive: true })
})

test("without a host a worker says so", async () => {
  const bots = cluster(() => {})
  await expect(bots.worker("one", { timeoutMs: 300 })).rejects.toThrow(
    /no host of bot-.* answered within 300 ms/,
  )
})
