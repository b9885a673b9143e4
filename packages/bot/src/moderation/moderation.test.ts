import { ChatApi } from "@simplex-chat/api"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { later, world } from "../../test/fixtures/world.ts"
import { type Bot, memoryStorage, sqliteStorage, type Storage } from "../index.ts"
import { Moderation, type ModerationOptions, rule } from "./index.ts"

const minute = 60_000

/** A bot that moderates a group of its own, and what its other handlers get. */
function moderating(options: Partial<ModerationOptions> = {}, storage: Storage = memoryStorage()) {
  const made = world()
  const handled: string[] = []
  const actions: string[] = []
  const all: Moderation[] = []
  const declare = (bot: Bot) => {
    const moderation = new Moderation(bot, {
      rules: [rule.links({ allow: ["simplex.chat"] }), rule.names(/^admin/i)],
      storage,
      onAction: ({ action, rule: broken }) => void actions.push(`${action} ${broken}`),
      ...options,
    })
    all.push(moderation)
    bot.group({}, moderation.plugin())
    bot.onMessage({ chatType: "group" }, (message) => void handled.push(message.text))
    bot.onCommand("hello", (message) => void handled.push(message.text))
  }
  const start = async () => {
    const { bot, said } = await made.live(declare)
    const { groupId } = await bot.api.apiNewGroup(bot.user.userId, {
      displayName: "team",
      fullName: "",
    })
    const link = await bot.api.apiCreateGroupLink(groupId, "member")
    const join = async (name: string) => {
      const person = await made.network.person(name)
      await person.joinGroup(link)
      return person
    }
    const roleOf = async (at = 0) => (await bot.api.apiListMembers(groupId))[at]?.memberRole
    const statusOf = async (at = 0) => (await bot.api.apiListMembers(groupId))[at]?.memberStatus
    return { bot, said, groupId, join, roleOf, statusOf }
  }
  return { ...made, declare, start, handled, actions, all }
}

test("what breaks a rule is deleted, and warned of; then come a mute with an end, and removal", async () => {
  const { start, handled, actions, network } = moderating()
  const { join: joins, roleOf, statusOf } = await start()
  const [alice, bob] = [await joins("alice"), await joins("bob")]
  await alice.say("see https://www.simplex.chat/docs")
  await alice.say("see evil.example/x")
  await alice.expectMessage("alice: No links here, please.")
  await expect
    .poll(() => bob.transcript().find(({ text }) => text.includes("evil"))?.deleted)
    .toBe("marked")
  await alice.say("/hello http://evil.example")
  await alice.expectMessage("alice: No links here, please.")
  await alice.say("see EVIL.example")
  await alice.expectMessage("alice: No links here, please. Muted, minutes: 60.")
  await expect.poll(() => roleOf()).toBe("observer")
  network.clock.advance(60 * minute)
  await expect.poll(() => roleOf()).toBe("member")
  await network.idle()
  await alice.say("again ev\u200Bil.example")
  await later(() => actions.length === 4)
  expect(actions).toEqual(["warned links", "warned links", "muted links", "removed links"])
  await expect.poll(() => statusOf()).toBe("removed")
  expect(handled).toEqual(["see https://www.simplex.chat/docs"])
})

test("history is deleted where the bot may, once and without a penalty; elsewhere it is left alone", async () => {
  const { network, live, declare, actions, handled } = moderating()
  const api = await ChatApi.init(network.openCore({ name: "host" }))
  const user = await api.apiCreateActiveUser({ displayName: "host", fullName: "" })
  await api.startChat()
  const groupWith = async (displayName: string) => {
    const groupPreferences = { history: { enable: "on" } } as const
    const profile = { displayName, fullName: "", groupPreferences }
    const { groupId } = await api.apiNewGroup(user.userId, profile)
    const link = await api.apiCreateGroupLink(groupId, "member")
    const person = await network.person(`${displayName}-alice`)
    await person.joinGroup(link)
    for (const text of ["hello", "see evil.example"]) await person.say(text)
    return { groupId, link, person }
  }
  const [one, other] = [await groupWith("one"), await groupWith("other")]
  network.clock.advance(minute)
  const made = await live(declare, { joinGroups: true })
  // By the link it is a member, who may delete nothing.
  await made.bot.api.apiConnectActiveUser(one.link)
  await network.idle()
  const contact = await api.connectTo(made.bot.address ?? "")
  await api.apiAddMember(other.groupId, contact.contactId, "admin")
  await network.idle()
  await later(() => actions.length === 1)
  expect(actions).toEqual(["deleted links"])
  expect(await deletedIn(other.person)).toEqual([false, true])
  expect(await deletedIn(one.person)).toEqual([false, false])
  expect(handled).toEqual([])
  expect(made.said("error")).toEqual([])
  await api.close()
})

const deletedIn = async (person: { transcript(): readonly { deleted: string }[] }) =>
  Promise.resolve(person.transcript().map(({ deleted }) => deleted !== "no"))

test("edits are checked, and moderators are not", async () => {
  const { start, actions, handled, network } = moderating()
  const { bot, groupId, join: joins } = await start()
  const alice = await joins("alice")
  await alice.say("hello")
  await alice.edit("hello evil.example")
  await alice.expectMessage("alice: No links here, please.")
  const [member] = await bot.api.apiListMembers(groupId)
  await bot.api.apiSetMembersRole(groupId, [member?.groupMemberId ?? 0], "moderator")
  await network.idle()
  await alice.say("see evil.example")
  await later(() => handled.length === 2)
  expect(actions).toEqual(["warned links"])
})

test("moderators read the log and take things back; members cannot", async () => {
  const { start, network, all } = moderating({ penalties: [{ muteMs: 60 * minute }] })
  const { bot, groupId, join: joins, roleOf } = await start()
  const [alice, bob] = [await joins("alice"), await joins("bob")]
  await bob.say("/modlog")
  await alice.say("evil.example")
  await expect.poll(() => roleOf()).toBe("observer")
  const members = await bot.api.apiListMembers(groupId)
  await bot.api.apiSetMembersRole(groupId, [members[1]?.groupMemberId ?? 0], "moderator")
  await network.idle()
  const last = () => bob.transcript().at(-1)?.text
  await bob.say("/modlog")
  await expect.poll(last).toMatch(/^1\. 2026-\d\d-\d\d \d\d:\d\d muted \d+: links$/)
  await bob.say("/undo 1")
  await expect.poll(last).toBe("Taken back.")
  await expect.poll(() => roleOf()).toBe("member")
  await bob.say("/undo 1")
  await expect.poll(last).toMatch(/^There is nothing of this number/)
  await bob.say("/modlog")
  await expect.poll(last).toMatch(/^~1\. .*~$/)
  expect(await all[0]?.log(groupId)).toMatchObject([{ id: 1, isUndone: true }])
  expect(JSON.stringify(await all[0]?.log(groupId))).not.toContain("evil")
})

describe("who joins", () => {
  test("is asked for a sum; until the answer nothing counts, and then reads first", async () => {
    const { start, handled, network } = moderating({
      captchaMs: 5 * minute,
      observeMs: 10 * minute,
    })
    const { join: joins, roleOf } = await start()
    const alice = await joins("alice")
    const question = await alice.expectMessage(/^Welcome, alice! What is \d \+ \d\?/)
    await alice.say("hello")
    const [, a, b] = /(\d) \+ (\d)/.exec(question) ?? []
    await alice.say(`${Number(a) + Number(b)}`)
    await alice.expectMessage("Thank you, alice.")
    await expect.poll(() => roleOf()).toBe("observer")
    network.clock.advance(10 * minute)
    await expect.poll(() => roleOf()).toBe("member")
    await network.idle()
    await alice.say("hello again")
    await later(() => handled.length === 1)
    expect(handled).toEqual(["hello again"])
  })

  test("is removed without an answer in time, after a restart too", async () => {
    const folder = world().folder
    const storage = await sqliteStorage(join(folder, "moderation.db"))
    const { start, live, declare, network, actions } = moderating({ captchaMs: minute }, storage)
    const { bot, join: joins, groupId } = await start()
    const alice = await joins("alice")
    await alice.expectMessage(/^Welcome/)
    await bot.stop()
    network.clock.advance(2 * minute)
    const again = await live(declare)
    await later(() => actions.length === 1)
    expect(actions).toEqual(["removed captcha"])
    const [member] = await again.bot.api.apiListMembers(groupId)
    expect(member?.memberStatus).toBe("removed")
    storage.close()
  })

  test("under a name that is not allowed is removed at once", async () => {
    const { start, actions } = moderating()
    const { join: joins, statusOf } = await start()
    await joins("Admin1")
    await expect.poll(() => statusOf()).toBe("removed")
    expect(actions).toEqual(["removed names"])
  })
})

describe("each rule", () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds))
  const said = (text: string, more: object = {}) =>
    ({
      text,
      content: { type: "text", text },
      mentions: {},
      sender: { key: "group:1:member:1", name: "alice" },
      chat: { type: "group", groupInfo: { groupId: 1 } },
      sentAt: at(0),
      isEdit: false,
      isHistory: false,
      ...more,
    }) as never

  test.each([
    ["see example.org.", true],
    ["mail me at a@b.example", false],
    ["HTTPS://Example.Org/x", true],
    ["simplex:/contact#/?v=2", true],
    ["docs.simplex.chat is fine", false],
    ["notsimplex.chat is not", true],
    ["version 1.2 and e.g. this", false],
    ["ｅxample．org", true],
  ])("links: %s", (text, isBroken) => {
    const links = rule.links({ allow: ["simplex.chat"] })
    expect(links.message?.(said(text)) !== undefined).toBe(isBroken)
  })

  test("floods count what was sent in a time, by each member", () => {
    const floods = rule.floods({ limit: 2, windowMs: 10_000 })
    const say = (seconds: number, key = "a") =>
      floods.message?.(said("x", { sentAt: at(seconds), sender: { key } })) !== undefined
    expect([say(0), say(1), say(1, "b"), say(2), say(11), say(20)]).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
    ])
  })

  test("duplicates are long texts that were said before, by anyone", () => {
    const duplicates = rule.duplicates()
    const say = (text: string, seconds: number, more = {}) =>
      duplicates.message?.(said(text, { sentAt: at(seconds), ...more })) !== undefined
    const long = "Buy my very nice things today"
    expect(say(long, 0)).toBe(false)
    expect(say(` ${long.toUpperCase()}`, 1)).toBe(true)
    expect(say(long, 70)).toBe(false)
    expect(say("yes", 0)).toBe(false)
    expect(say("yes", 1)).toBe(false)
  })

  test("mentions, words, contents and scripts", () => {
    const mentions = { a: 1, b: 2, c: 3 }
    expect(rule.mentions({ max: 2 }).message?.(said("x", { mentions }))).toEqual({
      key: "mod-mentions",
      args: { max: 2 },
    })
    const words = rule.words(/casino/gi)
    expect([1, 2].map(() => words.message?.(said("Ca\u00ADsino")))).toEqual([
      { key: "mod-words" },
      { key: "mod-words" },
    ])
    const contents = rule.contents("text", "image")
    expect(contents.message?.(said("x", { content: { type: "voice" } }))).toBeDefined()
    expect(contents.message?.(said("x"))).toBeUndefined()
    const latin = rule.scripts("Latin")
    expect(latin.message?.(said("Привет, this is"))).toBeDefined()
    expect(latin.message?.(said("hello there, мир 123 👍"))).toBeUndefined()
  })
})

test.each<[string, (bot: Bot) => unknown, RegExp]>([
  ["no rules", (bot) => new Moderation(bot, { rules: [], storage: memoryStorage() }), /^rules/],
  ["no storage", (bot) => new Moderation(bot, { rules: [rule.links()] } as never), /^storage/],
  [
    "no such penalty",
    (bot) =>
      new Moderation(bot, {
        rules: [rule.links()],
        storage: memoryStorage(),
        penalties: ["ban" as never],
      }),
    /^penalties/,
  ],
  [
    "no time",
    (bot) => new Moderation(bot, { rules: [rule.links()], storage: memoryStorage(), captchaMs: 0 }),
    /^captchaMs/,
  ],
  ["no such script", () => rule.scripts("Klingonish"), /^scripts/],
  ["no limit", () => rule.floods({ limit: 0, windowMs: 1 }), /^floods/],
])("wrong calls say so: %s", (_, call, problem) => {
  const { make } = world()
  expect(() => make((bot) => void call(bot))).toThrow(problem)
})
