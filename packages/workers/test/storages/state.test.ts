import { type Bot, optOut, Owners, rateLimit, Sessions } from "@simplex-chat/bot"
import { field } from "@simplex-chat/bot/forms"
import { I18n } from "@simplex-chat/bot/i18n"
import { Polls } from "@simplex-chat/bot/polls"
import { sqliteScheduleStore } from "@simplex-chat/bot/schedule"
import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { postgresStorage } from "../../src/storages/postgres.ts"
import { redisStorage } from "../../src/storages/redis.ts"
import type { ServerStorage } from "../../src/storages/server-storage.ts"
import { Cluster, heard, patience, withBroker } from "../fixtures.ts"
import { noPostgres, startPostgres } from "../servers/postgresql.ts"
import { noRedis, startRedis } from "../servers/redis.ts"
import { requireHere, type TestServer } from "../servers/unpacked.ts"

withBroker()

const folder = mkdtempSync(join(tmpdir(), "workers-state-"))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each([
  { name: "PostgreSQL", missing: noPostgres, startServer: startPostgres, open: postgresStorage },
  { name: "Redis", missing: noRedis, startServer: startRedis, open: redisStorage },
])("state of workers in $name", ({ missing, startServer, open }) => {
  const isHere = requireHere(missing)
  const opened: { close(): Promise<void> | void }[] = []
  const clusters: Cluster[] = []
  let server: TestServer
  beforeAll(async () => {
    if (isHere) server = await startServer()
  })
  afterEach(async () => {
    for (const cluster of clusters.splice(0)) await cluster.stop()
  })
  afterAll(async () => {
    await Promise.all(opened.map(async (storage) => storage.close()))
    if (isHere) await server.stop()
  })

  /** A bot whose host and workers each have a connection of their own to the storage. */
  async function cluster(declare: (bot: Bot, storage: ServerStorage, worker: string) => unknown) {
    const storages: Record<string, ServerStorage> = {}
    for (const process of ["host", "one", "two", "three"]) {
      const storage = await open({ url: server.url })
      opened.push(storage)
      storages[process] = storage
    }
    const of = (process: string) => storages[process] as ServerStorage
    const made = new Cluster(
      (bot, worker) => declare(bot, of(worker), worker),
      (worker) => ({ broadcastStorage: of(worker), joinGroups: true }),
    )
    clusters.push(made)
    return made
  }

  test("sessions and limits go on where the chat goes", async () => {
    const bots = await cluster((bot, storage, worker) => {
      const counts = new Sessions({ initial: () => 0, storage })
      bot.use(
        rateLimit({
          limit: 3,
          windowMs: 600_000,
          storage,
          onLimited: (message) => message.send("slowly"),
        }),
      )
      bot.onMessage(async (message) => {
        const count = await counts.update(message, (n) => n + 1)
        await message.send(`${worker} ${count}`)
      })
    })
    const host = await bots.host()
    const one = await bots.worker("one")
    const alice = await bots.person("alice", host)
    const answer = async (text: string) => {
      await alice.say("x")
      expect(await alice.expectMessage(/./, patience)).toBe(text)
    }
    await answer("one 1")
    await answer("one 2")
    await one.stop()
    await bots.worker("two")
    await answer("two 3")
    await answer("slowly")
  })

  test("an owner of one worker is an owner of all", async () => {
    const owners: Owners[] = []
    const bots = await cluster((bot, storage) => {
      const own = new Owners(storage, { codeFile: join(folder, `code-${owners.length}`) })
      owners.push(own)
      bot.group({}, own.pairing())
    })
    const host = await bots.host()
    await bots.worker("one")
    await bots.worker("two")
    const alice = await bots.person("alice", host)
    const [, first, second] = owners
    await alice.say(`/pair ${first?.code}`)
    await alice.expectMessage("You own this bot now.", patience)
    await expect.poll(() => [first?.none, second?.none]).toEqual([false, false])
  })

  test("who leaves broadcasts in a worker gets none of the host's", async () => {
    const bots = await cluster((bot) => bot.group({}, optOut(bot.subscriptions)))
    const host = await bots.host()
    const one = await bots.worker("one")
    const two = await bots.worker("two")
    const alice = await bots.person("alice", host)
    const bob = await bots.person("bob", host)
    await alice.say("/unsubscribe")
    await alice.expectMessage(/no more broadcasts/, patience)
    const news = { name: "news", perSecond: 1000 }
    expect(await one.broadcast("News!", news)).toMatchObject({ sent: 1, optedOut: 1 })
    await bob.expectMessage("News!", patience)
    // Another process goes on with what the first has done.
    expect(await two.broadcast("News!", news)).toMatchObject({ sent: 0, reachedBefore: 1 })
  })

  test("forms, languages and votes go on where the chat goes", async () => {
    const store = await sqliteScheduleStore(join(folder, `${randomUUID()}.db`))
    opened.push(store)
    const bots = await cluster((bot, storage, worker) => {
      const texts = { en: { done: "done" }, de: { done: "fertig" } }
      const i18n = new I18n({ texts, storage, ask: false })
      bot.group({}, i18n.plugin())
      const polls = new Polls(bot, { storage, store, everyMs: 0 })
      bot.group({}, polls.plugin())
      bot.onCommand("lunch", (message) =>
        polls.open(message, { question: "Lunch?", choices: ["Pizza", "Soup"] }),
      )
      bot.onCommand("german", (message) => i18n.choose(message, "de"))
      bot.onCommand("fill", async (message) => {
        const fields = { name: field.text(), age: field.int() }
        const answers = await message.form(fields, { storage, confirm: false })
        await message.send(`${worker}: ${answers?.name}, ${answers?.age}`)
        await message.send(i18n.t(message, "done"))
      })
    })
    const host = await bots.host()
    const one = await bots.worker("one")
    const alice = await bots.person("alice", host)
    await alice.say("/german")
    await alice.say("/fill")
    await heard(alice, /^name\?/)
    await alice.say("Ann")
    await heard(alice, /^age\?/)
    await one.stop()
    const two = await bots.worker("two")
    await heard(alice, /^age\?/)
    await alice.say("33")
    expect(await heard(alice, /^two:/)).toBe("two: Ann, 33")
    expect(await heard(alice, /done|fertig/)).toBe("fertig")

    await alice.createGroup("tea")
    await alice.invite("bot")
    await alice.expectMembership(/bot joined/, patience)
    await alice.in("#1").say("/lunch")
    const [, poll = ""] = /\/'vote (\d+) 1'/.exec(await heard(alice, /Lunch\?/)) ?? []
    await alice.say(`/vote ${poll} 1`)
    await alice.expectEdit(/Pizza: 1/, patience)
    await two.stop()
    await bots.worker("three")
    await alice.say(`/vote ${poll} 2`)
    await alice.expectEdit(/Soup: 1/, patience)
  })
})
