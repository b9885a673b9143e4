import type { Person } from "@simplex-chat/testing"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { postgresScheduleStore, postgresStorage } from "../src/storages/postgres.ts"
import { Child } from "./child.ts"
import { broker, Cluster, withBroker } from "./fixtures.ts"
import { declareKits } from "./kits-bot.ts"
import { noPostgres, startPostgres } from "./servers/postgresql.ts"
import { requireHere, type TestServer } from "./servers/unpacked.ts"

withBroker()

const isHere = requireHere(noPostgres)
let postgres: TestServer
beforeAll(async () => {
  if (isHere) postgres = await startPostgres()
}, 60_000)

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})
afterAll(async () => {
  if (isHere) await postgres.stop()
})

const patience = { timeoutMs: 20_000 }

test(
  "forms, captchas, polls and scheduled work go on when their worker is killed",
  {
    timeout: 120_000,
  },
  async () => {
    const storage = await postgresStorage({ url: postgres.url })
    const store = await postgresScheduleStore({ url: postgres.url })
    cleanups.push(
      () => storage.close(),
      () => store.close(),
    )
    const bots = new Cluster(
      (bot, worker) => declareKits(bot, worker, { storage, store }),
      () => ({ joinGroups: true }),
    )
    cleanups.push(() => bots.stop())
    const host = await bots.host()
    const workers = new Map<string, Child>()
    const startWorker = async (worker: string) => {
      const child = new Child("kits-child.ts", [broker().url, bots.name, postgres.url, worker])
      cleanups.push(() => child.kill("SIGKILL"))
      workers.set(worker, child)
      await expect.poll(() => child.said("started"), { timeout: 30_000 }).toBe(true)
    }
    await Promise.all([startWorker("one"), startWorker("two")])

    const alice = await bots.person("alice", host)
    /** Finds out which worker has a chat. */
    const whoHas = async (person: Person, chat: string) => {
      await person.in(chat).say("/who")
      return /I am (\w+)/.exec(await person.expectMessage(/^I am/, patience))?.[1] ?? ""
    }
    const replace = async (worker: string, replacement: string) => {
      await workers.get(worker)?.kill("SIGKILL")
      await startWorker(replacement)
    }
    const solve = async (person: Person, question: string) => {
      const [, a, b] = /(\d+) \+ (\d+)/.exec(question) ?? []
      await person.in("#1(_support)").say(`${Number(a) + Number(b)}`)
      await person.expectMessage(`Thank you, ${person.name}.`, patience)
      person.in("#1")
    }

    // A form, in the middle of which its worker is killed.
    const hers = await whoHas(alice, "@4")
    await alice.say("/fill")
    await alice.expectMessage(/^name\?/, patience)
    await alice.say("Ann")
    await alice.expectMessage(/^age\?/, patience)
    await replace(hers, "three")
    // The other worker goes on, and asks again.
    await alice.expectMessage(/^age\?/, patience)
    await alice.say("33")
    await alice.expectMessage("filled: Ann, 33", patience)
    // It was scheduled by the worker that is gone.
    await alice.expectMessage("the time has come", patience)

    // A captcha that one worker asks and another one checks.
    await alice.createGroup("tea")
    await alice.invite("bot")
    await alice.expectMembership(/bot joined/, patience)
    await alice.setRole("bot", "admin")
    const link = await alice.groupLink()
    const [bob, carol] = [await bots.network.person("bob"), await bots.network.person("carol")]
    await bob.joinGroup(link)
    await solve(bob, await bob.expectMessage(/What is/, patience))
    await carol.joinGroup(link)
    const question = await carol.expectMessage(/What is/, patience)
    await replace(await whoHas(bob, "#1"), "four")
    await solve(carol, question)

    // A poll whose votes different workers count.
    const groups = await whoHas(bob, "#1")
    await carol.expectMessage(/^I am/, patience)
    await bob.say("/lunch")
    const [, poll = ""] =
      /\/'vote (\d+) 1'/.exec(await bob.expectMessage(/Lunch\?/, patience)) ?? []
    await bob.say(`/vote ${poll} 1`)
    await bob.expectEdit(/Pizza: 1/, patience)
    await replace(groups, "five")
    await carol.say(`/vote ${poll} 2`)
    await bob.expectEdit(/Pizza: 1 .*\n.*Soup: 1/, patience)

    // A rule that is broken.
    await carol.say("see evil.example")
    await bob.expectMessage(/^carol: No links here, please\. Muted/, patience)
    const logged = await storage.keys("moderation/")
    expect(logged.filter((key) => key.includes(":log:"))).toHaveLength(1)
  },
)
