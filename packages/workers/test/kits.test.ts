import type { Person } from "@simplex-chat/testing"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { postgresScheduleStore, postgresStorage } from "../src/storages/postgres.ts"
import { Child } from "./child.ts"
import { broker, Cluster, heard, patience, withBroker } from "./fixtures.ts"
import { declareKits } from "./kits-bot.ts"
import { noPostgres, startPostgres } from "./servers/postgresql.ts"
import { requireHere, type TestServer } from "./servers/unpacked.ts"

withBroker()

const isHere = requireHere(noPostgres)
let postgres: TestServer
beforeAll(async () => {
  if (isHere) postgres = await startPostgres()
})

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})
afterAll(async () => {
  if (isHere) await postgres.stop()
})

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
      await expect.poll(() => child.said("started")).toBe(true)
    }
    await Promise.all([startWorker("one"), startWorker("two")])

    const alice = await bots.person("alice", host)
    /** Finds out which worker has a chat. */
    const whoHas = async (person: Person, chat: string) => {
      await person.in(chat).say("/who")
      return /I am (\w+)/.exec(await heard(person, /^I am/))?.[1] ?? ""
    }
    const replace = async (worker: string, replacement: string) => {
      await workers.get(worker)?.kill("SIGKILL")
      await startWorker(replacement)
    }
    const solve = async (person: Person, question: string) => {
      const [, a, b] = /(\d+) \+ (\d+)/.exec(question) ?? []
      await person.in("#1(_support)").say(`${Number(a) + Number(b)}`)
      await heard(person, `Thank you, ${person.name}.`)
      person.in("#1")
    }

    // A form, in the middle of which its worker is killed.
    const hers = await whoHas(alice, "@4")
    await alice.say("/fill")
    await heard(alice, /^name\?/)
    await alice.say("Ann")
    await heard(alice, /^age\?/)
    await replace(hers, "three")
    // The other worker goes on, and asks again.
    await heard(alice, /^age\?/)
    await alice.say("33")
    await heard(alice, "filled: Ann, 33")
    // It was scheduled by the worker that is gone.
    await heard(alice, "the time has come")

    // A captcha that one worker asks and another one checks.
    await alice.createGroup("tea")
    await alice.invite("bot")
    await alice.expectMembership(/bot joined/, patience)
    await alice.setRole("bot", "admin")
    const link = await alice.groupLink()
    const [bob, carol] = [await bots.network.person("bob"), await bots.network.person("carol")]
    await bob.joinGroup(link)
    await solve(bob, await heard(bob, /What is/))
    await carol.joinGroup(link)
    const question = await heard(carol, /What is/)
    await replace(await whoHas(bob, "#1"), "four")
    await solve(carol, question)

    // A poll whose votes different workers count.
    const groups = await whoHas(bob, "#1")
    await heard(carol, /^I am/)
    await bob.say("/lunch")
    const [, poll = ""] = /\/'vote (\d+) 1'/.exec(await heard(bob, /Lunch\?/)) ?? []
    await bob.say(`/vote ${poll} 1`)
    await bob.expectEdit(/Pizza: 1/, patience)
    await replace(groups, "five")
    await carol.say(`/vote ${poll} 2`)
    await bob.expectEdit(/Pizza: 1 .*\n.*Soup: 1/, patience)

    // A rule that is broken.
    await carol.say("see evil.example")
    await heard(bob, /^carol: No links here, please\. Muted/)
    const logged = await storage.keys("moderation/")
    expect(logged.filter((key) => key.includes(":log:"))).toHaveLength(1)
  },
)
