import { ChatApi } from "@simplex-chat/api"
import { rmSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import {
  type Bot,
  type BroadcastResult,
  ConfigurationError,
  memoryStorage,
  optOut,
} from "../../src/index.ts"
import { later, strays, world } from "../fixtures/world.ts"

const full = process.env["STRESS"] !== undefined
/** Contacts of the bot that is killed five times meanwhile. */
const many = full ? 10_000 : 200

test("a broadcast reaches all contacts but those who opted out, and goes on past who is gone", async () => {
  const { live, connected } = world()
  const made = await live((bot) => bot.group({}, optOut(bot.subscriptions)))
  const [alice, bob, carol] = [
    await connected("alice", made),
    await connected("bob", made),
    await connected("carol", made),
  ]
  await bob.say("/unsubscribe")
  await bob.expectMessage(/no more broadcasts/)
  // The core of the bot refuses to send to her, as once she is gone.
  await alice.command("/_delete @4 full notify=on", "contactDeleted")
  await later(async () => {
    const [first] = (await made.bot.api.apiListContacts(1)).filter(({ localDisplayName }) =>
      localDisplayName.startsWith("alice"),
    )
    return first?.contactStatus !== "active"
  })
  const results: BroadcastResult[] = []
  const summary = await made.bot.broadcast("News!", {
    perSecond: 1000,
    onResult: (result) => results.push(result),
  })
  await carol.expectMessage("News!")
  await bob.expectSilence()
  expect(summary).toMatchObject({ sent: 1, failed: 1, optedOut: 1, isComplete: true })
  expect(results.find(({ outcome }) => outcome === "failed")).toMatchObject({
    error: { name: "ChatCommandError" },
  })
  await bob.say("/subscribe")
  await bob.expectMessage(/broadcasts again/)
  expect(await made.bot.broadcast("More!", { perSecond: 1000 })).toMatchObject({ sent: 2 })
})

test("it is paced, can be cancelled, and resumed by its name", async () => {
  const { live, connected } = world()
  const made = await live(() => {})
  const people = []
  for (const name of ["alice", "bob", "carol"]) people.push(await connected(name, made))
  const cancel = new AbortController()
  const first = await made.bot.broadcast("News!", {
    name: "news",
    perSecond: 50,
    signal: cancel.signal,
    onResult: () => cancel.abort(),
  })
  expect(first).toMatchObject({ sent: 1, isComplete: false })
  const start = performance.now()
  const second = await made.bot.broadcast("News!", { name: "news", perSecond: 50 })
  expect(second).toMatchObject({ sent: 2, reachedBefore: 1, isComplete: true })
  expect(performance.now() - start).toBeGreaterThanOrEqual(19)
  expect(await made.bot.broadcast("News!", { name: "news" })).toMatchObject({ reachedBefore: 3 })
  for (const person of people) {
    await person.expectMessage("News!")
    await person.expectSilence()
  }
})

test("in a storage that processes share, one sends and another learns who wants none", async () => {
  const { live, connected } = world()
  const broadcastStorage = memoryStorage()
  const made = await live((bot) => bot.group({}, optOut(bot.subscriptions)), { broadcastStorage })
  const [alice, bob] = [await connected("alice", made), await connected("bob", made)]
  await bob.say("/unsubscribe")
  await bob.expectMessage(/no more broadcasts/)
  const identity = made.bot.identity
  expect(await made.bot.subscriptions.isOptedOut(4)).toBe(false)
  // As another process of the bot does.
  await broadcastStorage.set(`broadcast-opt-out/${identity}/direct:4`, true)
  expect(await made.bot.subscriptions.isOptedOut(4)).toBe(true)
  await made.bot.subscriptions.optIn(4)
  expect(await made.bot.broadcast("News!", { name: "news" })).toMatchObject({
    sent: 1,
    optedOut: 1,
  })
  await alice.expectMessage("News!")
  expect(broadcastStorage.get(`broadcast/${identity}/news/direct:4`)).toBe("sent")
  expect(await made.bot.broadcast("News!", { name: "news" })).toMatchObject({ reachedBefore: 1 })
})

test("in another database, contact 4 is someone else: not reached yet, and not opted out", async () => {
  const { live, connected, folder } = world()
  const declare = (bot: Bot) => bot.group({}, optOut(bot.subscriptions))
  const first = await live(declare)
  const alice = await connected("alice", first)
  expect(await first.bot.broadcast("News!", { name: "news" })).toMatchObject({ sent: 1 })
  await alice.say("/unsubscribe")
  await alice.expectMessage("News!")
  await alice.expectMessage(/no more broadcasts/)
  await first.bot.stop()
  rmSync(join(folder, "bot"), { recursive: true })

  const second = await live(declare)
  const bob = await connected("bob", second)
  expect(await second.bot.broadcast("News!", { name: "news" })).toMatchObject({
    sent: 1,
    optedOut: 0,
    reachedBefore: 0,
  })
  await bob.expectMessage("News!")
})

test(
  `${many} contacts, killed five times: none gets it twice, and none is missed except those in flight`,
  { timeout: full ? 600_000 : 120_000 },
  async () => {
    const { network, live, make } = world()
    const first = await live(() => {})
    // One person with as many contacts as the bot has: each is another to the bot.
    const crowd = await ChatApi.init(network.openCore({ name: "crowd" }))
    const got = new Map<number, number>()
    await crowd.apiCreateActiveUser({ displayName: "crowd", fullName: "" })
    await crowd.startChat()
    const { api } = first.bot
    for (let n = 0; n < many; n++) {
      const connected = crowd.waitFor("contactConnected")
      await crowd.apiConnectActiveUser(await api.apiCreateLink(first.bot.user.userId))
      await connected
    }
    crowd.on("newChatItems", ({ chatItems }) => {
      for (const { chatInfo, chatItem } of chatItems) {
        if (chatInfo.type !== "direct" || chatItem.meta.itemText !== "News!") continue
        const { contactId } = chatInfo.contact
        got.set(contactId, (got.get(contactId) ?? 0) + 1)
      }
    })
    await first.bot.stop()

    let unknown = 0
    for (let kill = 0; kill <= 5; kill++) {
      const made = make(() => {})
      await made.bot.start()
      let reached = 0
      const summary = await made.bot
        .broadcast("News!", {
          name: "news",
          perSecond: 1_000_000,
          onResult: ({ outcome }) => {
            if (outcome === "sent" && ++reached === Math.floor(many / 7) && kill < 5)
              setImmediate(() => made.core.kill())
          },
        })
        .catch(() => undefined)
      if (kill < 5) expect(summary?.isComplete).not.toBe(true)
      unknown = summary?.unknown ?? unknown
      await made.bot.stop()
      await network.idle()
    }
    await network.idle()
    expect([...got.values()].filter((times) => times > 1)).toEqual([])
    expect(unknown).toBeLessThanOrEqual(5)
    expect(got.size).toBeGreaterThanOrEqual(many - unknown)
  },
)

test("two calls with one name at once: no contact gets it twice", async () => {
  const { live, connected } = world()
  const made = await live(() => {})
  const people = [await connected("alice", made), await connected("bob", made)]
  const options = { name: "news", perSecond: 1000 }
  const [first, second] = await Promise.all([
    made.bot.broadcast("News!", options),
    made.bot.broadcast("News!", options),
  ])
  expect([first.sent, second.sent, second.reachedBefore]).toEqual([2, 0, 2])
  for (const person of people) {
    await person.expectMessage("News!")
    await person.expectSilence()
  }
})

test.each<[string, () => unknown]>([
  ["throws", () => fail()],
  ["is asynchronous and rejects", async () => fail()],
])("an onResult that %s is logged; all get the message, and none again", async (_, onResult) => {
  const stray = strays()
  const { live, connected } = world()
  const made = await live(() => {})
  const people = [await connected("alice", made), await connected("bob", made)]
  const options = { name: "news", perSecond: 1000, onResult: onResult as () => void }
  expect(await made.bot.broadcast("News!", options)).toMatchObject({ sent: 2, failed: 0 })
  expect(await made.bot.broadcast("News!", options)).toMatchObject({ sent: 0, reachedBefore: 2 })
  for (const person of people) {
    await person.expectMessage("News!")
    await person.expectSilence()
  }
  await later(() => made.said("error").length === 2)
  expect(new Set(made.said("error"))).toEqual(new Set(["error onResult failed"]))
  expect(stray.count).toBe(0)
})

test("a `to` that fails, or answers with a promise, does so before anything is sent", async () => {
  const { live, connected } = world()
  const made = await live(() => {})
  const people = [await connected("alice", made), await connected("bob", made)]
  const all = { perSecond: 1000 }
  const throwing = made.bot.broadcast("x", {
    ...all,
    to: ({ localDisplayName }) => localDisplayName === "alice" || fail(),
  })
  await expect(throwing).rejects.toThrow("the application's own mistake")
  const asynchronous = made.bot.broadcast("x", { ...all, to: (async () => false) as never })
  await expect(asynchronous).rejects.toThrow(ConfigurationError)
  for (const person of people) await person.expectSilence()
})

test("a pace slower than any timer sends one, and no flood", async () => {
  const { live, connected } = world()
  const made = await live(() => {})
  const [alice, bob] = [await connected("alice", made), await connected("bob", made)]
  const sent = made.bot.broadcast("slowly", { perSecond: 1e-9 })
  await alice.expectMessage("slowly")
  await bob.expectSilence()
  await made.bot.stop()
  expect(await sent).toMatchObject({ sent: 1, isComplete: false })
})

function fail(): never {
  throw new TypeError("the application's own mistake")
}
