import { join } from "node:path"
import { expect, test } from "vitest"
import { later, world } from "../../test/fixtures/world.ts"
import { type Bot, memoryStorage, sqliteStorage, type Storage } from "../index.ts"
import { type PollResult, Polls } from "./index.ts"

const hour = 3_600_000

/** A bot with a group, in which /lunch opens a poll for an hour. */
function polling(storage: Storage) {
  const made = world()
  const ended: PollResult[] = []
  const opened: number[] = []
  const all: Polls[] = []
  const declare = (bot: Bot) => {
    const polls = new Polls(bot, {
      storage,
      everyMs: 0,
      onEnd: (result) => void ended.push(result),
    })
    all.push(polls)
    bot.group({}, polls.plugin())
    bot.onCommand("lunch", async (message) => {
      const choices = ["*Pizza*", "Soup"]
      const { id } = await polls.open(message, { question: "Lunch?", choices, endsInMs: hour })
      opened.push(id)
    })
  }
  const group = async (bot: Bot, ...names: string[]) => {
    const { groupId } = await bot.api.apiNewGroup(bot.user.userId, {
      displayName: "team",
      fullName: "",
    })
    const link = await bot.api.apiCreateGroupLink(groupId, "member")
    const people = []
    for (const name of names) {
      const person = await made.network.person(name)
      await person.joinGroup(link)
      people.push(person)
    }
    return people
  }
  /** What a person sees of the poll. */
  const shown = (person: { transcript(): readonly { text: string; own: boolean }[] }) =>
    person
      .transcript()
      .findLast(({ text }) => text.replaceAll("\u2060", "").startsWith("Lunch?"))
      ?.text.replaceAll("\u2060", "")
  return { ...made, declare, ended, opened, all, group, shown }
}

test("each has one voice, the count is shown as it changes, and time ends it", async () => {
  const { live, declare, ended, opened, all, group, shown, network } = polling(memoryStorage())
  const { bot } = await live(declare)
  const [alice, bob] = await group(bot, "alice", "bob")
  if (alice === undefined || bob === undefined) throw new Error("no people")
  await alice.say("/lunch")
  await later(() => opened.length === 1)
  const [id = 0] = opened
  await network.idle()
  expect(shown(bob)).toBe(
    `Lunch?\n1. *Pizza*: 0 /'vote ${id} 1'\n2. Soup: 0 /'vote ${id} 2'\nVotes: 0`,
  )
  await alice.say(`/'vote ${id} 1'`)
  await bob.say(`/vote ${id} 1`)
  await bob.say(`/vote ${id} 2`)
  const now = `Lunch?\n1. *Pizza*: 1 ▪▪▪▪▪ /'vote ${id} 1'\n2. Soup: 1 ▪▪▪▪▪ /'vote ${id} 2'\nVotes: 2`
  await expect.poll(() => shown(alice)).toBe(now)
  network.clock.advance(hour)
  await later(() => ended.length === 1)
  await expect
    .poll(() => shown(alice))
    .toBe("Lunch?\n1. *Pizza*: 1 ▪▪▪▪▪\n2. Soup: 1 ▪▪▪▪▪\nVotes: 2. The poll has ended.")
  expect(ended[0]?.counts).toEqual([
    { choice: "*Pizza*", votes: 1 },
    { choice: "Soup", votes: 1 },
  ])
  await alice.say(`/vote ${id} 2`)
  await later(() => alice.transcript().some(({ text }) => text === "The poll has ended."))
  expect(await all[0]?.result(id)).toMatchObject({ total: 2, isOver: true })
  expect(await all[0]?.close(id)).toMatchObject({ total: 2 })
  expect(ended).toHaveLength(1)
})

test("it lasts over a restart: votes, end, and a count that was not shown", async () => {
  const first = polling(memoryStorage())
  const storage = await sqliteStorage(join(first.folder, "polls.db"))
  const { live, declare, ended, opened, group, network, shown } = { ...polling(storage) }
  const made = await live(declare)
  const [alice] = await group(made.bot, "alice")
  if (alice === undefined) throw new Error("no people")
  await alice.say("/lunch")
  await later(() => opened.length === 1)
  const [id = 0] = opened
  await made.bot.stop()
  await alice.say(`/vote ${id} 2`)
  await live(declare)
  await expect.poll(() => shown(alice)).toMatch(/Soup: 1/)
  network.clock.advance(hour)
  await later(() => ended.length === 1)
  expect(ended[0]).toMatchObject({ id, total: 1 })
  storage.close()
})

test("votes by reactions: the last one counts, one taken back does not, and others are none", async () => {
  const { live, declare, all, group, shown, network } = polling(memoryStorage())
  const { bot } = await live(declare)
  const [alice, bob] = await group(bot, "alice", "bob")
  if (alice === undefined || bob === undefined) throw new Error("no people")
  const place = { chatType: "group", chatId: 1 } as const
  const choices = ["*Pizza*", "Soup"]
  const { id = 0 } =
    (await all[0]?.open(place, { question: "Lunch?", choices, by: "reactions" })) ?? {}
  await network.idle()
  await alice.expectMessage(/Lunch/)
  expect(shown(alice)).toBe("Lunch?\n👍 *Pizza*: 0\n👎 Soup: 0\nVotes: 0")
  await Promise.all([alice.react("👍"), bob.react("👍")])
  await expect.poll(() => shown(bob)).toMatch(/Pizza\*: 2 .*\n👎 Soup: 0\nVotes: 2$/)
  const line = bob.transcript().at(-1)
  await bob.react("👎")
  await expect.poll(() => shown(bob)).toMatch(/Pizza\*: 1 .*\n👎 Soup: 1 .*\nVotes: 2$/)
  await bob.react("🚀", line)
  await bob.react("👎", line, false)
  await expect.poll(() => shown(bob)).toMatch(/Pizza\*: 2 .*\n👎 Soup: 0\nVotes: 2$/)
  await alice.say(`/vote ${id} 2`)
  await alice.expectMessage("There is no such poll here.")
  expect((await all[0]?.result(id))?.total).toBe(2)
})

test("reactions that come while the bot is down are counted at its next start", async () => {
  const folder = world().folder
  const storage = await sqliteStorage(join(folder, "polls.db"))
  const { live, declare, all, group } = polling(storage)
  const { bot } = await live(declare)
  const [alice, bob] = await group(bot, "alice", "bob")
  const place = { chatType: "group", chatId: 1 } as const
  const poll = { question: "Lunch?", choices: ["Pizza", "Soup"], by: "reactions" } as const
  const { id = 0 } = (await all[0]?.open(place, poll)) ?? {}
  await alice?.expectMessage(/Lunch/)
  await alice?.react("👎")
  await expect.poll(async () => (await all[0]?.result(id))?.total).toBe(1)
  await bot.stop()
  await bob?.react("👍")
  await live(declare)
  await expect
    .poll(async () => (await all[1]?.result(id))?.counts.map(({ votes }) => votes))
    .toEqual([1, 1])
  storage.close()
})

test("an end that a kill interrupts is told again; one whose message or group is gone is told, too", async () => {
  const storage = memoryStorage()
  const { live, all, group, network } = polling(storage)
  const told: (PollResult | undefined)[] = []
  const stuck = Promise.withResolvers<void>()
  const declare = (bot: Bot) => {
    const polls: Polls = new Polls(bot, {
      storage,
      everyMs: 0,
      onEnd: async ({ id }) => {
        told.push(await polls.close(id))
        if (told.length === 1) await stuck.promise
      },
    })
    all.push(polls)
    bot.group({}, polls.plugin())
  }
  const first = await live(declare, { stopTimeoutMs: 0 })
  const [alice] = await group(first.bot, "alice")
  const chat = { chatType: "group", chatId: 1 } as const
  const ask = (at: number, question: string, endsInMs?: number) =>
    all[at]?.open(chat, { question, choices: ["a", "b"], endsInMs })
  const { id = 0 } = (await ask(0, "One?", hour)) ?? {}
  await network.idle()
  await alice?.say(`/vote ${id} 1`)
  await expect.poll(async () => (await all[0]?.result(id))?.total).toBe(1)
  network.clock.advance(hour)
  await later(() => told.length === 1)
  await first.bot.stop()
  const { bot } = await live(declare)
  await later(() => told.length === 2)
  expect(told[1]).toMatchObject({ id, total: 1, isOver: true })
  const other = await ask(1, "Two?")
  const { chatItems } = await bot.api.apiGetChat(chat, { type: "last", count: 1 })
  await bot.api.apiDeleteChatItems(chat, [chatItems[0]?.meta.itemId ?? 0], "internal")
  await Promise.all([all[1]?.close(other?.id ?? 0), all[1]?.close(other?.id ?? 0)])
  await expect
    .poll(() => alice?.transcript().at(-1)?.text)
    .toMatch(/^Two\?\n.*\n.*\nVotes: 0\. The poll has ended\.$/)
  const last = await ask(1, "Three?")
  await bot.api.apiLeaveGroup(1)
  expect(await all[1]?.close(last?.id ?? 0)).toMatchObject({ isOver: true, total: 0 })
  expect(told).toHaveLength(4)
  stuck.resolve()
})

test("a poll that cannot be sent leaves nothing behind", async () => {
  const storage = memoryStorage()
  const { live, declare, all } = polling(storage)
  await live(declare)
  const chat = { chatType: "group", chatId: 99 } as const
  const poll = { question: "Lunch?", choices: ["Pizza", "Soup"] }
  await expect(all[0]?.open(chat, poll)).rejects.toThrow("groupNotFound")
  expect([...((await storage.keys?.("poll/")) ?? [])]).toEqual([])
})

test("a poll that is too old to be edited ends with a new message", async () => {
  const { live, declare, all, group, network } = polling(memoryStorage())
  const { bot } = await live(declare)
  const [alice] = await group(bot, "alice")
  const chat = { chatType: "group", chatId: 1 } as const
  const poll = await all[0]?.open(chat, { question: "Old?", choices: ["a", "b"] })
  network.clock.advance(3 * 24 * hour)
  await all[0]?.close(poll?.id ?? 0)
  await expect.poll(() => alice?.transcript().at(-1)?.text).toMatch(/The poll has ended\.$/)
  expect(alice?.transcript().filter(({ text }) => text.includes("Old?"))).toHaveLength(2)
})

test("what is voted for must be there, and in this chat", async () => {
  const { live, declare, opened, group, connected } = polling(memoryStorage())
  const made = await live(declare)
  const [alice] = await group(made.bot, "alice")
  await alice?.say("/lunch")
  await later(() => opened.length === 1)
  const [id = 0] = opened
  const carol = await connected("carol", made)
  for (const text of [`/vote ${id} 1`, "/vote 1 1"]) {
    await carol.say(text)
    await carol.expectMessage("There is no such poll here.")
  }
  await carol.say("/vote x")
  await carol.expectMessage(/^poll: a whole number is needed/)
  await alice?.say(`/vote ${id} 3`)
  await expect.poll(() => alice?.transcript().at(-1)?.text).toBe("There is no such poll here.")
})

test.each([
  [{ question: "", choices: ["a", "b"] }, /^question: must be a text/],
  [{ question: "x", choices: ["a"] }, /^choices: must be two texts/],
  [{ question: "x", choices: ["a", " "] }, /^choices: must be two texts/],
  [{ question: "x", choices: ["a", "a"] }, /^choices: two of them/],
  [{ question: "x", choices: ["a", "b"], by: "shouting" as never }, /^by: must be/],
  [
    { question: "x", choices: "abcdefghi".split(""), by: "reactions" as const },
    /^choices: there are reactions for 8 only/,
  ],
])("wrong polls say so: %j", async (poll, problem) => {
  const { live, declare, all } = polling(memoryStorage())
  await live(declare)
  const chat = { chatType: "direct", chatId: 4 } as const
  await expect(all[0]?.open(chat, poll)).rejects.toThrow(problem)
})

test("wrong options say so", () => {
  const { make } = world()
  const { bot } = make(() => {})
  expect(() => new Polls(bot, {} as never)).toThrow(/^storage/)
  expect(() => new Polls(bot, { storage: memoryStorage(), everyMs: -1 })).toThrow(/^everyMs/)
})
