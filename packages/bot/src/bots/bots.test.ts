import { createNetwork, type Network } from "@simplex-chat/testing"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { Bot, BotError, ConfigurationError } from "../index.ts"
import { Bots, type BotsOptions, type GivenToBot } from "./index.ts"

let folder: string
const open: Bots[] = []

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "bots-"))))
afterEach(async () => {
  await Promise.all(open.splice(0).map((bots) => bots.stop()))
  await rm(folder, { recursive: true, force: true })
})

/** Says who it is, and what it was asked. */
const echo = (name: string) => (given: GivenToBot) => {
  const bot = new Bot({ ...given, profile: { displayName: name }, showAddress: false })
  bot.onCommand("boom", () => {
    throw new Error("broken")
  })
  bot.onMessage((message) => message.send(`${name}: ${message.text}`))
  return bot
}

/** Bots on one core of the network, which keeps its chats in the folder. */
function botsOn(network: Network, options: BotsOptions = {}): Bots {
  const db = network.openCore({ name: "bots", folder: join(folder, "core") })
  const bots = new Bots({ db, logging: "silent", stateFolder: join(folder, "state"), ...options })
  open.push(bots)
  return bots
}

async function connected(network: Network, bots: Bots, name: string, to: string) {
  const person = await network.person(name)
  await person.connectTo(bots.get(to).address ?? "")
  return person
}

/** Every line that is logged. */
function logger() {
  const lines: { level: string; message: string; fields: Record<string, unknown> }[] = []
  const log = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, message, fields: fields as Record<string, unknown> })
  return { lines, debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") }
}

test("two bots on one core each answer their own people, at once", async () => {
  const network = createNetwork()
  const bots = botsOn(network).add("sales", echo("sales")).add("support", echo("support"))
  expect(await bots.start()).toEqual({ started: ["sales", "support"], failed: new Map() })
  const alice = await connected(network, bots, "alice", "sales")
  const bob = await connected(network, bots, "bob", "support")
  await Promise.all([alice.say("hi"), bob.say("ho")])
  await alice.expectMessage("sales: hi")
  await bob.expectMessage("support: ho")
  await alice.expectSilence()
  expect(bots.get("sales").user.userId).not.toBe(bots.get("support").user.userId)
  expect(bots.get("sales").identity).not.toBe(bots.get("support").identity)
})

test("one person who talks to both has two chats, which do not mix", async () => {
  const network = createNetwork()
  const bots = botsOn(network).add("sales", echo("sales")).add("support", echo("support"))
  await bots.start()
  const alice = await connected(network, bots, "alice", "sales")
  const { chat } = await alice.say("a")
  await alice.expectMessage("sales: a")
  await alice.connectTo(bots.get("support").address ?? "")
  await alice.say("b")
  await alice.expectMessage("support: b")
  await alice.in(chat).say("c")
  expect(await alice.expectMessage(/: c$/)).toBe("sales: c")
})

test("after a restart each has its user, its address and what came meanwhile", async () => {
  const network = createNetwork()
  const first = botsOn(network).add("sales", echo("sales")).add("support", echo("support"))
  await first.start()
  const addresses = first.names.map((name) => first.get(name).address)
  const alice = await connected(network, first, "alice", "sales")
  await alice.say("1")
  await alice.expectMessage("sales: 1")
  await first.stop()
  await alice.say("2")
  const second = botsOn(network).add("support", echo("helpdesk")).add("sales", echo("sales"))
  await second.start()
  await alice.expectMessage("sales: 2")
  expect(["sales", "support"].map((name) => second.get(name).address)).toEqual(addresses)
  // Found by its name in `Bots`, though its profile has another name now.
  expect(second.get("support").user.profile.displayName).toBe("helpdesk")
  await alice.expectSilence()
})

test("bots that share no core run side by side, as bots or functions", async () => {
  const network = createNetwork()
  const bots = new Bots({ logging: "silent" })
  open.push(bots)
  const own = (name: string) => ({ db: network.openCore({ name }), logging: "silent" as const })
  bots.add("one", echo("one")(own("one")))
  bots.add("two", ({ logging }) => echo("two")({ ...own("two"), logging }))
  await bots.start()
  for (const name of ["one", "two"]) {
    const person = await connected(network, bots, `friend-of-${name}`, name)
    await person.say("hi")
    expect(await person.expectMessage(/: hi$/)).toBe(`${name}: hi`)
  }
})

test("a bot with its own core among those that share one", async () => {
  const network = createNetwork()
  const bots = botsOn(network).add("shared", echo("shared"))
  bots.add("own", (given) => echo("own")({ ...given, db: network.openCore({ name: "own" }) }))
  await bots.start()
  const person = await connected(network, bots, "alice", "own")
  await person.say("hi")
  await person.expectMessage("own: hi")
  expect(bots.get("own").user.userId).toBe(1)
})

test("a bot whose start fails does not stop the others, is in health and log, and can be mended", async () => {
  const network = createNetwork()
  const logging = logger()
  const bots = botsOn(network, { logging }).add("good", echo("good"))
  let isBroken = true
  bots.add("bad", (given) => {
    if (isBroken) throw new TypeError("no such key")
    return echo("bad")(given)
  })
  const { started, failed } = await bots.start()
  expect(started).toEqual(["good"])
  expect(failed.get("bad")).toBeInstanceOf(TypeError)
  expect(await bots.health()).toMatchObject({
    ok: false,
    bots: { good: { ok: true, state: "running" }, bad: { ok: false, state: "failed" } },
  })
  expect(
    logging.lines.find(({ message }) => message.includes("could not be started")),
  ).toMatchObject({ level: "error", fields: { bot: "bad", error: "TypeError" } })
  const alice = await connected(network, bots, "alice", "good")
  await alice.say("hi")
  await alice.expectMessage("good: hi")
  isBroken = false
  await bots.startBot("bad")
  expect(await bots.health()).toMatchObject({ ok: true })
})

test("handlers that break stay with their bot, and its log lines name it", async () => {
  const network = createNetwork()
  const logging = logger()
  const bots = botsOn(network, { logging })
    .add("sales", echo("sales"))
    .add("support", echo("support"))
  await bots.start()
  const alice = await connected(network, bots, "alice", "sales")
  const bob = await connected(network, bots, "bob", "support")
  await alice.say("/boom")
  await bob.say("hi")
  await bob.expectMessage("support: hi")
  await alice.say("again")
  await alice.expectMessage("sales: again")
  const failed = logging.lines.filter(({ message }) => message === "a handler failed")
  expect(failed.map(({ fields }) => fields["bot"])).toEqual(["sales"])
  const names = new Set(logging.lines.map(({ fields }) => fields["bot"]))
  expect(names).toEqual(new Set(["sales", "support"]))
})

test("bots are added, stopped, started again and removed while the others run", async () => {
  const network = createNetwork()
  const bots = botsOn(network).add("sales", echo("sales"))
  await bots.start()
  const alice = await connected(network, bots, "alice", "sales")
  bots.add("support", echo("support"))
  await bots.startBot("support")
  const bob = await connected(network, bots, "bob", "support")
  await bots.stopBot("support")
  await bob.say("while it is down")
  await alice.say("hi")
  await alice.expectMessage("sales: hi")
  expect(await bots.health()).toMatchObject({ ok: true, bots: { support: { state: "stopped" } } })
  await bots.startBot("support")
  await bob.expectMessage("support: while it is down")
  await bots.remove("support")
  expect(bots.names).toEqual(["sales"])
  expect(() => bots.get("support")).toThrow("there are sales")
  // Added again under its name, it is the same user.
  await bots.add("support", echo("support")).startBot("support")
  await bob.say("there?")
  await bob.expectMessage("support: there?")
  await alice.say("still here")
  await alice.expectMessage("sales: still here")
})

test("two starts and two stops at once are one", async () => {
  const network = createNetwork()
  const bots = botsOn(network).add("sales", echo("sales"))
  const [one, other] = await Promise.all([bots.start(), bots.start(), bots.startBot("sales")])
  expect(one).toBe(other)
  expect(await bots.startBot("sales")).toBe(bots.get("sales"))
  await Promise.all([bots.stopBot("sales"), bots.startBot("sales")])
  expect(bots.get("sales").state).toBe("running")
  const stops = await Promise.all([bots.stop(), bots.stop()])
  expect(stops[0]).toBe(stops[1])
  expect(stops[0]).toMatchObject({ unfinished: 0, failure: undefined })
})

test("serves until it is stopped, and ends when the last bot has failed", async () => {
  const network = createNetwork()
  const stopping = new AbortController()
  const served = botsOn(network).add("sales", echo("sales"))
  const ended = served.serveForever({ signal: stopping.signal })
  await served.start()
  stopping.abort()
  expect(await ended).toMatchObject({ unfinished: 0 })
  const core = network.openCore({ name: "others" })
  const bots = new Bots({ db: core, logging: "silent" })
  open.push(bots)
  bots.add("one", echo("one")).add("two", echo("two"))
  const failing = bots.serveForever()
  await bots.start()
  core.kill()
  await expect(failing).rejects.toThrow("the core was closed")
  expect(bots.state).toBe("failed")
})

test("when none can be started, the start fails and says why for each", async () => {
  const network = createNetwork()
  const fail = (problem: string) => () => {
    throw new ConfigurationError("token", problem)
  }
  const one = botsOn(network).add("one", fail("is missing"))
  await expect(one.start()).rejects.toThrow(/^token: is missing$/)
  const two = new Bots({ logging: "silent" })
    .add("one", fail("is missing"))
    .add("two", fail("is old"))
  await expect(two.start()).rejects.toThrow(/one: token: is missing\n {2}two: token: is old/)
  await expect(new Bots().start()).rejects.toThrow("add one with bots.add")
  await two.stop()
  await expect(two.start()).rejects.toThrow(BotError)
})

test("a stop while bots start ends the start", async () => {
  const network = createNetwork()
  const made = Promise.withResolvers<void>()
  const bots = botsOn(network).add("slow", async (given) => {
    await made.promise
    return echo("slow")(given)
  })
  const starting = bots.start().catch(String)
  await expect.poll(() => bots.state).toBe("starting")
  const stopped = bots.stop()
  made.resolve()
  expect(await starting).toContain("was stopped while it was starting")
  expect(await stopped).toMatchObject({ unfinished: 0 })
})

test("two bots cannot be the same user, nor have one name", async () => {
  const network = createNetwork()
  const bots = botsOn(network).add("one", echo("same")).add("two", echo("same"))
  const { failed } = await bots.start()
  const [error] = failed.values()
  expect(failed.size).toBe(1)
  expect(String(error)).toContain("another bot on this core has this name")
  expect(() => bots.add("ONE", echo("x"))).toThrow("there is a bot one already")
  for (const name of ["", "../x", "a b", 7, undefined])
    expect(() => bots.add(name as string, echo("x"))).toThrow(ConfigurationError)
})

test("outside of Bots, two bots on one core stay an error", async () => {
  const network = createNetwork()
  const db = network.openCore({ name: "bots" })
  const bots = new Bots({ db, logging: "silent" }).add("sales", echo("sales"))
  open.push(bots)
  await bots.start()
  const second = echo("second")({ db, logging: "silent" })
  await expect(second.start()).rejects.toThrow(/another|in use|client/)
})

test.each([
  [{ db: "data" }, "db: must be object"],
  [{ stateFolder: "" }, "stateFolder: must not be empty"],
  [{ database: {} }, "database: there is no such option"],
])("wrong options are refused: %j", (options, problem) => {
  expect(() => new Bots(options as BotsOptions)).toThrow(problem)
})

test("what is no bot is refused", async () => {
  const network = createNetwork()
  const bots = botsOn(network).add("none", () => ({}) as Bot)
  await expect(bots.start()).rejects.toThrow("add a Bot, or a function")
})

test("a bot that was given as such is started once", async () => {
  const network = createNetwork()
  const bots = new Bots({ logging: "silent" })
  open.push(bots)
  const bot = echo("one")({ db: network.openCore({ name: "one" }), logging: "silent" })
  bots.add("one", bot)
  expect(() => bots.add("again", bot)).toThrow("again: this bot was added as one already")
  await bots.start()
  await bots.stopBot("one")
  await expect(bots.startBot("one")).rejects.toThrow("give a function that makes the bot")
})

test("one HTTP server answers for all of them", async () => {
  const network = createNetwork()
  const bots = botsOn(network).add("sales", echo("sales")).add("support", echo("support"))
  const { url } = await bots.serveHttp("127.0.0.1:0")
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  await bots.start()
  const ready = await fetch(`${url}/readyz`)
  expect(ready.status).toBe(200)
  expect(await ready.json()).toMatchObject({ ok: true, bots: { sales: { state: "running" } } })
  const status = (await (await fetch(`${url}/status`)).json()) as object
  expect(status).toMatchObject({
    state: "running",
    bots: { sales: { name: "sales", state: "running" }, support: { health: { ok: true } } },
  })
  await bots.stop()
  await expect(fetch(`${url}/livez`)).rejects.toThrow("fetch failed")
})

test("the status asks the database of each bot once, since one that hangs takes its time", async () => {
  const network = createNetwork()
  const db = network.openCore({ name: "watched", folder: join(folder, "watched") })
  const bots = botsOn(network, { db }).add("sales", echo("sales")).add("support", echo("support"))
  await bots.start()
  await network.idle()
  const asked: string[] = []
  const send = db.sendCommand.bind(db)
  db.sendCommand = (command, options) => {
    asked.push(command)
    return send(command, options)
  }
  expect(await bots.status()).toMatchObject({
    health: { ok: true, bots: { sales: { ok: true, state: "running" } } },
    bots: { support: { health: { ok: true } } },
  })
  expect(asked.filter((command) => command === "/users")).toHaveLength(2)
})

test("thirty-two bots on one core", async () => {
  const network = createNetwork()
  const bots = botsOn(network)
  const names = Array.from({ length: 32 }, (_, i) => `bot-${i}`)
  for (const name of names) bots.add(name, echo(name))
  expect((await bots.start()).started).toHaveLength(32)
  const people = await Promise.all(
    [0, 13, 31].map((i) => connected(network, bots, `person-${i}`, `bot-${i}`)),
  )
  await Promise.all(people.map((person) => person.say("hi")))
  for (const person of people)
    await person.expectMessage(`bot-${person.name.slice("person-".length)}: hi`)
  expect(await bots.health()).toMatchObject({ ok: true, database: true, receiving: true })
})
