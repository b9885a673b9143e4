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
  await expect.poll(last).toMatch(/^\d{4}\. 2026-\d\d-\d\d \d\d:\d\d muted \d+: links$/)
  const id = (await all[0]?.log(groupId))?.[0]?.id ?? 0
  await bob.say(`/undo ${id}`)
  await expect.poll(last).toBe("Taken back.")
  await expect.poll(() => roleOf()).toBe("member")
  await bob.say(`/undo ${id}`)
  await expect.poll(last).toMatch(/^There is nothing of this number/)
  await bob.say("/modlog")
  await expect.poll(last).toMatch(/^~\d{4}\. .*~$/)
  expect(await all[0]?.log(groupId)).toMatchObject([{ id, isUndone: true, role: "member" }])
  expect(JSON.stringify(await all[0]?.log(groupId))).not.toContain("evil")
})

test("a muted member gets back the role that it had, which need not be that of a member", async () => {
  const { start, network } = moderating({ penalties: [{ muteMs: minute }], exempt: [] })
  const { bot, groupId, join: joins, roleOf } = await start()
  const alice = await joins("alice")
  const [member] = await bot.api.apiListMembers(groupId)
  await bot.api.apiSetMembersRole(groupId, [member?.groupMemberId ?? 0], "moderator")
  await network.idle()
  await alice.say("evil.example")
  await expect.poll(() => roleOf()).toBe("observer")
  network.clock.advance(minute)
  await expect.poll(() => roleOf()).toBe("moderator")
})

test("a removal is taken back: a contact is invited again, another can join by the link", async () => {
  const {
    start,
    actions,
    all,
    live: _,
    ...made
  } = moderating({
    penalties: ["remove"],
    exempt: [],
  })
  const { bot, groupId, join: joins, statusOf } = await start()
  const dave = await made.network.person("dave")
  await dave.connectTo(bot.address ?? "")
  const [contact] = await bot.api.apiListContacts(bot.user.userId)
  await bot.api.apiAddMember(groupId, contact?.contactId ?? 0, "moderator")
  await made.network.idle()
  await dave.command("/_join #1", "userAcceptedGroupSent")
  await made.network.idle()
  const bob = await joins("bob")
  await dave.in("#1").say("evil.example")
  await later(() => actions.length === 1)
  await bob.say("evil.example")
  await later(() => actions.length === 2)
  const log = (await all[0]?.log(groupId)) ?? []
  const byContact = log.filter(({ contactId }) => contactId !== undefined)
  expect(byContact).toMatchObject([{ action: "removed", role: "moderator" }])
  const undone = new Map<boolean, unknown>()
  for (const { id, contactId } of log)
    undone.set(contactId !== undefined, await all[0]?.undo(groupId, id))
  expect(undone).toEqual(
    new Map<boolean, unknown>([
      [true, "invited"],
      [false, "must-rejoin"],
    ]),
  )
  await made.network.idle()
  const invited = await bot.api.apiListMembers(groupId)
  expect(invited.filter(({ memberStatus }) => memberStatus === "invited")).toMatchObject([
    { memberRole: "moderator" },
  ])
  expect(await statusOf()).toBe("removed")
})

test("a block is taken back; a bot that is only a moderator warns where it may not mute", async () => {
  const { start, actions, all, network } = moderating({ penalties: ["block", { muteMs: minute }] })
  const { bot, groupId, join: joins } = await start()
  const alice = await joins("alice")
  await alice.say("evil.example")
  await alice.expectMessage(/Blocked\.$/)
  const isBlocked = async () => (await bot.api.apiListMembers(groupId))[0]?.blockedByAdmin
  expect(await isBlocked()).toBe(true)
  const id = (await all[0]?.log(groupId))?.[0]?.id ?? 0
  expect(await all[0]?.undo(groupId, id)).toBe("done")
  expect(await isBlocked()).toBe(false)
  expect(await all[0]?.undo(groupId, id)).toBeUndefined()
  expect(await all[0]?.undo(groupId, 1)).toBeUndefined()
  await network.idle()
  expect(actions).toEqual(["blocked links"])
})

test("where the bot is only a moderator, what it may not do becomes a warning", async () => {
  const { network, live, declare, actions } = moderating({ penalties: [{ muteMs: minute }] })
  const api = await ChatApi.init(network.openCore({ name: "host" }))
  const user = await api.apiCreateActiveUser({ displayName: "host", fullName: "" })
  await api.startChat()
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const link = await api.apiCreateGroupLink(groupId, "member")
  const made = await live(declare, { joinGroups: true })
  const contact = await api.connectTo(made.bot.address ?? "")
  await api.apiAddMember(groupId, contact.contactId, "moderator")
  const alice = await network.person("alice")
  await alice.joinGroup(link)
  await network.idle()
  await alice.say("evil.example")
  await alice.expectMessage("alice: No links here, please.")
  expect(actions).toEqual(["warned links"])
  expect(made.said("error")).toEqual([])
  await api.close()
})

describe("who joins", () => {
  const support = "#1(_support)"
  /** The answer that is kept: a test cannot read the picture. */
  const answers = async (storage: Storage) => {
    const keys = [...((await storage.keys?.("moderation/")) ?? [])]
    const values = await Promise.all(keys.map((key) => storage.get(key)))
    return values.flatMap((value) => (value as { answer?: string }).answer ?? [])
  }
  const sumOf = (question: string) => {
    const [, a, b] = /(\d+) \+ (\d+)/.exec(question) ?? []
    return `${Number(a) + Number(b)}`
  }

  test("only reads until it writes what the picture shows, in a chat with the moderators", async () => {
    const storage = memoryStorage()
    const { start, handled, network } = moderating(
      { captchaMs: 5 * minute, observeMs: 10 * minute },
      storage,
    )
    const { bot, groupId, join: joins, roleOf } = await start()
    const [alice, bob] = [await joins("alice"), await joins("bob")]
    await alice.expectMessage(/^Welcome, alice! Write here what the picture shows, minutes left: 5/)
    const { chatItems } = await bot.api.apiGetChat(
      {
        chatType: "group",
        chatId: groupId,
        chatScope: {
          type: "memberSupport",
          groupMemberId_: (await bot.api.apiListMembers(groupId))[0]?.groupMemberId,
        },
      },
      { type: "last", count: 5 },
    )
    const contents = chatItems.map(({ content }) =>
      "msgContent" in content ? content.msgContent : {},
    )
    expect(contents).toContainEqual(expect.objectContaining({ type: "image" }))
    await expect.poll(() => roleOf()).toBe("observer")
    const [answer = ""] = await answers(storage)
    await alice.in(support).say(` ${answer.toLowerCase()} `)
    await alice.expectMessage("Thank you, alice.")
    network.clock.advance(10 * minute)
    await expect.poll(() => roleOf()).toBe("member")
    await network.idle()
    await alice.in("#1").say("hello again")
    await later(() => handled.length === 1)
    expect(handled).toEqual(["hello again"])
    // Others read nothing of it.
    expect(bob.transcript().filter(({ text }) => text.includes("alice"))).toEqual([])
  })

  test("who cannot see asks for a sum; a wrong answer brings another one", async () => {
    const { start, network, actions } = moderating({ captchaMs: 5 * minute })
    const { join: joins, roleOf } = await start()
    const alice = await joins("alice")
    await alice.expectMessage(/picture/)
    await alice.in(support).say("/sum")
    const first = await alice.expectMessage(/^Welcome, alice! What is \d+ \+ \d+\?/)
    await alice.say(`${Number(sumOf(first)) + 1}`)
    const second = await alice.expectMessage(/^Welcome, alice! What is \d+ \+ \d+\?/)
    await alice.say(sumOf(second))
    await alice.expectMessage("Thank you, alice.")
    await expect.poll(() => roleOf()).toBe("member")
    await network.idle()
    expect(actions).toEqual([])
  })

  test("three wrong answers remove, and two who join at once have questions of their own", async () => {
    const { start, actions, network } = moderating({ captchaMs: 5 * minute, captcha: "sum" })
    const { join: joins, statusOf } = await start()
    const [alice, bob] = await Promise.all([joins("alice"), joins("bob")])
    const question = await bob.expectMessage(/What is/)
    await alice.expectMessage(/What is/)
    alice.in(support)
    for (const [at, wrong] of ["1", "2", "3"].entries()) {
      await alice.say(wrong)
      if (at < 2) await alice.expectMessage(/What is/)
    }
    await later(() => actions.length === 1)
    await bob.in(support).say(sumOf(question))
    await bob.expectMessage("Thank you, bob.")
    expect(actions).toEqual(["removed captcha"])
    await network.idle()
    expect(new Set([await statusOf(0), await statusOf(1)])).toEqual(
      new Set(["connected", "removed"]),
    )
  })

  test("in a group that reviews members, the right answer lets it in", async () => {
    const { live, declare, network, all } = moderating({ captchaMs: 5 * minute, captcha: "sum" })
    const { bot } = await live(declare)
    const group = await bot.api.apiNewGroup(bot.user.userId, {
      displayName: "team",
      fullName: "",
      memberAdmission: { review: "all" },
    })
    const link = await bot.api.apiCreateGroupLink(group.groupId, "member")
    const alice = await network.person("alice")
    await alice.command(`/connect ${link}`, "sentInvitation")
    const question = await alice.expectMessage(/What is/)
    const statusOf = async () => (await bot.api.apiListMembers(group.groupId))[0]?.memberStatus
    expect(await statusOf()).toBe("pending_review")
    await alice.in(support).say(sumOf(question))
    await alice.expectMessage("Thank you, alice.")
    await expect.poll(statusOf).toBe("connected")
    expect(await all[0]?.log(group.groupId)).toEqual([])
  })

  test("a moderator can let it in instead, and the captcha is over", async () => {
    const storage = memoryStorage()
    const { live, declare, network, actions } = moderating({ captchaMs: minute }, storage)
    const { bot } = await live(declare)
    const group = await bot.api.apiNewGroup(bot.user.userId, {
      displayName: "team",
      fullName: "",
      memberAdmission: { review: "all" },
    })
    const { groupId } = group
    const link = await bot.api.apiCreateGroupLink(groupId, "member")
    const carol = await network.person("carol")
    await carol.connectTo(bot.address ?? "")
    const [contact] = await bot.api.apiListContacts(bot.user.userId)
    await bot.api.apiAddMember(groupId, contact?.contactId ?? 0, "moderator")
    await network.idle()
    await carol.command("/_join #1", "userAcceptedGroupSent")
    await network.idle()
    const alice = await network.person("alice")
    await alice.command(`/connect ${link}`, "sentInvitation")
    await alice.expectMessage(/picture/)
    const { members } = (await carol.command("/_members #1", "groupMembers")).group
    const waiting = members.find(({ memberStatus }) => memberStatus === "pending_review")
    await carol.command(`/_accept member #1 ${waiting?.groupMemberId} member`, "memberAccepted")
    await expect.poll(() => answers(storage)).toEqual([])
    network.clock.advance(2 * minute)
    await network.idle()
    expect(actions).toEqual([])
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

  test("without a captcha only reads for a time", async () => {
    const { start, network } = moderating({ observeMs: minute })
    const { join: joins, roleOf } = await start()
    await joins("alice")
    await expect.poll(() => roleOf()).toBe("observer")
    network.clock.advance(minute)
    await expect.poll(() => roleOf()).toBe("member")
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
    const files = rule.files({ deny: /\.(exe|apk)$/i, maxBytes: 1000 })
    const file = (fileName: string, fileSize: number) =>
      files.message?.(said("x", { file: { fileName, fileSize } })) !== undefined
    expect([file("a.EXE", 1), file("a.txt", 1001), file("a.txt", 1000)]).toEqual([
      true,
      true,
      false,
    ])
    expect(files.message?.(said("x"))).toBeUndefined()
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
    "no such captcha",
    (bot) =>
      new Moderation(bot, {
        rules: [rule.links()],
        storage: memoryStorage(),
        captcha: "riddle" as never,
      }),
    /^captcha/,
  ],
  [
    "no attempts",
    (bot) =>
      new Moderation(bot, { rules: [rule.links()], storage: memoryStorage(), captchaAttempts: 0 }),
    /^captchaAttempts/,
  ],
  ["no size", () => rule.files({ maxBytes: 0 }), /^files/],
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
