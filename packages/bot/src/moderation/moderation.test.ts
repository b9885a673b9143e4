import { ChatApi } from "@simplex-chat/api"
import { join } from "node:path"
import { expect, test } from "vitest"
import { moderating } from "../../test/fixtures/moderating.ts"
import { later, world } from "../../test/fixtures/world.ts"
import { type Bot, memoryStorage } from "../index.ts"
import { Moderation, rule } from "./index.ts"

const minute = 60_000

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
  await expect.poll(last).toMatch(/^\d{4}\. 2026-\d\d-\d\d \d\d:\d\d muted alice: links$/)
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

test("a member that was given another role while muted keeps it, also when the mute is taken back", async () => {
  const { start, network, actions, all } = moderating({ penalties: [{ muteMs: minute }] })
  const { bot, groupId, join: joins, roleOf } = await start()
  const alice = await joins("alice")
  await alice.say("evil.example")
  await later(() => actions.length === 1)
  const [member] = await bot.api.apiListMembers(groupId)
  await bot.api.apiSetMembersRole(groupId, [member?.groupMemberId ?? 0], "moderator")
  network.clock.advance(minute)
  await network.idle()
  expect(await roleOf()).toBe("moderator")
  const [entry] = (await all[0]?.log(groupId)) ?? []
  expect(await all[0]?.undo(groupId, entry?.id ?? 0)).toBe("done")
  expect(await roleOf()).toBe("moderator")
})

test("who breaks a rule again while muted gets back the role from before the first mute", async () => {
  const { start, live, declare, network, folder, actions } = moderating({
    penalties: [{ muteMs: minute }],
  })
  const { bot, groupId, join: joins } = await start()
  const alice = await joins("alice")
  await alice.say("evil.example")
  await later(() => actions.length === 1)
  await bot.stop()
  // Another message was on its way when the bot was killed.
  const api = await ChatApi.init(network.openCore({ name: "bot", folder: join(folder, "bot") }))
  await api.startChat()
  const [member] = await api.apiListMembers(groupId)
  const giveRole = async (role: "member" | "observer") => {
    await api.apiSetMembersRole(groupId, [member?.groupMemberId ?? 0], role)
    await network.idle()
  }
  await giveRole("member")
  await alice.say("evil.example again")
  await giveRole("observer")
  await api.close()
  const again = await live(declare)
  await later(() => actions.length === 2)
  await network.idle()
  network.clock.advance(minute)
  const roleOf = async () => (await again.bot.api.apiListMembers(groupId))[0]?.memberRole
  await expect.poll(roleOf).toBe("member")
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
