import { createNetwork, type Person } from "@simplex-chat/testing"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { Bot } from "../bot/bot.ts"
import { customDataStorage } from "./custom-data.ts"
import { Sessions } from "./sessions.ts"

let folder = ""
const bots: Bot[] = []
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bot-custom-data-"))))
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()))
  rmSync(folder, { recursive: true, force: true })
})

/** A bot that counts what each chat and each sender has written, on a core that lasts. */
async function counting(network = createNetwork()) {
  const bot = new Bot({
    profile: { displayName: "counter" },
    db: network.openCore({ name: "counter", folder: join(folder, "core") }),
    stateFile: join(folder, "state.db"),
    logging: "silent",
  })
  bots.push(bot)
  const storage = customDataStorage(bot)
  const initial = () => ({ count: 0 })
  const chats = new Sessions({ initial, storage })
  const senders = new Sessions({ initial, storage, per: "sender", name: "by" })
  const plusOne = ({ count }: { count: number }) => ({ count: count + 1 })
  bot.onCommand("forget", async (message) => {
    await Promise.all([chats.clear(message), senders.clear(message)])
    await message.send("forgotten")
  })
  bot.onMessage(async (message) => {
    // At once: both are kept in one object of the core.
    const [chat, sender] = await Promise.all([
      chats.update(message, plusOne),
      senders.update(message, plusOne),
    ])
    await message.send(`${chat.count} ${sender.count}`)
  })
  await bot.start()
  const contact = async () => (await bot.api.apiListContacts(bot.user.userId))[0]
  const group = async () => (await bot.api.apiListGroups(bot.user.userId))[0]
  return { network, bot, storage, contact, group }
}

async function said(person: Person, text: string, answer: string): Promise<void> {
  await person.say(text)
  await person.expectMessage(answer, { timeoutMs: 60_000 })
}

describe("sessions in the custom data of the core", () => {
  test("survive a restart, with the contact to which they belong", async () => {
    const first = await counting()
    const { network } = first
    const alice = await network.person("alice")
    await alice.connectTo(first.bot.address ?? "")
    await said(alice, "a", "1 1")
    await first.bot.stop()
    const second = await counting(network)
    await said(alice, "b", "2 2")
    expect((await second.contact())?.customData).toEqual({
      simplexBot: { "session/direct:4": { count: 2 }, "by/direct:4": { count: 2 } },
    })
  })

  test("leave alone what others keep there, and nothing of theirs when they are cleared", async () => {
    const { network, bot, contact } = await counting()
    const alice = await network.person("alice")
    await alice.connectTo(bot.address ?? "")
    const { contactId = 0 } = (await contact()) ?? {}
    await bot.api.apiSetContactCustomData(contactId, { lang: "en" })
    await said(alice, "a", "1 1")
    expect((await contact())?.customData).toMatchObject({ lang: "en", simplexBot: {} })
    await said(alice, "/forget", "forgotten")
    expect((await contact())?.customData).toEqual({ lang: "en" })
    await bot.api.apiSetContactCustomData(contactId, undefined)
    await said(alice, "a", "1 1")
    await said(alice, "/forget", "forgotten")
    expect((await contact())?.customData).toBeUndefined()
  })

  test("of members are kept with the group", async () => {
    const { network, bot, group } = await counting()
    const { groupId } = await bot.api.apiNewGroup(bot.user.userId, {
      displayName: "team",
      fullName: "",
    })
    const link = await bot.api.apiCreateGroupLink(groupId, "member")
    const [alice, bob] = [await network.person("alice"), await network.person("bob")]
    await alice.joinGroup(link)
    await said(alice, "a", "1 1")
    await bob.joinGroup(link)
    await bob.say("b")
    await network.idle()
    const members = await bot.api.apiListMembers(groupId)
    const of = (name: string) =>
      `by/group:${groupId}:member:${members.find(({ localDisplayName }) => localDisplayName === name)?.groupMemberId}`
    await expect
      .poll(async () => (await group())?.customData)
      .toEqual({
        simplexBot: {
          [`session/group:${groupId}`]: { count: 2 },
          [of("alice")]: { count: 1 },
          [of("bob")]: { count: 1 },
        },
      })
  })

  test("of several storages at once are all kept, and can be listed", async () => {
    const { network, bot, storage } = await counting()
    for (const name of ["alice", "bob"]) {
      const person = await network.person(name)
      await person.connectTo(bot.address ?? "")
    }
    const others = ["langs", "notes"].map((property) => customDataStorage(bot, { property }))
    await Promise.all(
      [storage, ...others].flatMap((one, at) =>
        [4, 5].map(async (id) => one.set(`session/direct:${id}`, at)),
      ),
    )
    for (const [at, one] of [storage, ...others].entries()) {
      expect(await one.get("session/direct:4")).toBe(at)
      expect([...((await one.keys?.("session/")) ?? [])].toSorted()).toEqual([
        "session/direct:4",
        "session/direct:5",
      ])
      expect([...((await one.keys?.("by/")) ?? [])]).toEqual([])
    }
  })

  test("have different names on one bot, however often its storage is asked for", async () => {
    const { bot } = await counting()
    const again = customDataStorage(bot)
    expect(() => new Sessions({ initial: () => 0, storage: again })).toThrow(/called "session"/)
    const other = customDataStorage(bot, { property: "other" })
    expect(() => new Sessions({ initial: () => 0, storage: other })).not.toThrow()
  })

  test("belong to contacts and groups only, and the error says what to do", async () => {
    const { storage } = await counting()
    await expect(async () => storage.get("owners")).rejects.toThrow(/take sqliteStorage/)
    await expect(async () => storage.set("a/direct:x", 1)).rejects.toThrow(/sqliteStorage/)
  })
})
