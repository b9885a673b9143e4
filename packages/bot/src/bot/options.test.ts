import { ChatApi } from "@simplex-chat/api"
import { createNetwork } from "@simplex-chat/testing"
import { afterEach, describe, expect, test, vi } from "vitest"
import { Bot } from "./bot.ts"
import type { BotOptions } from "./options.ts"

// What the options bring about for those who talk to the bot; the others are in the tests beside.

const bots: Bot[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(bots.splice(0).map((bot) => bot.stop()))
})

async function onNetwork(options: Partial<BotOptions>, declare: (bot: Bot) => void = () => {}) {
  const network = createNetwork()
  const bot = new Bot({
    profile: { displayName: "bot" },
    db: network.openCore({ name: "bot" }),
    logging: "silent",
    ...options,
  })
  declare(bot)
  bots.push(bot)
  await bot.start()
  const alice = await network.person("alice")
  const patient = { timeoutMs: 60_000 }
  return { network, bot, alice, patient }
}

describe("autoAccept", () => {
  test("false leaves it to the bot whom it accepts", async () => {
    const asked: string[] = []
    const { bot, alice, patient } = await onNetwork(
      { autoAccept: false, welcome: "Come in" },
      (bot) => {
        bot.onEvent("receivedContactRequest", async ({ contactRequest }) => {
          asked.push(contactRequest.localDisplayName)
          await bot.api.apiAcceptContactRequest(contactRequest.contactRequestId)
        })
        bot.onMessage((message) => message.send("hello"))
      },
    )
    await alice.connectTo(bot.address ?? "", patient)
    expect(asked).toEqual(["alice"])
    await alice.say("hi")
    await expect.poll(() => alice.transcript().at(-1)?.text).toBe("hello")
  })
})

describe("businessAddress", () => {
  test("makes a group of the bot and the customer", async () => {
    const seen: unknown[] = []
    const { bot, alice, patient } = await onNetwork(
      { businessAddress: true, welcome: "Welcome" },
      (bot) => {
        bot.onMessage(({ chat, sender }) => {
          const business = chat.type === "group" ? chat.groupInfo.businessChat?.chatType : undefined
          seen.push([chat.type, business, sender.type])
        })
      },
    )
    await alice.connectTo(bot.address ?? "", patient)
    await alice.expectMessage("Welcome", patient)
    await alice.say("hi")
    await expect.poll(() => seen).toEqual([["group", "customer", "member"]])
  })
})

describe("useBotProfile, allowFiles, profile", () => {
  const seenBy = async (options: Partial<BotOptions>) => {
    const { bot, alice, patient } = await onNetwork(options)
    await alice.connectTo(bot.address ?? "", patient)
    const { contacts } = await alice.command("/_contacts 1", "contactsList")
    return contacts[0]?.profile
  }

  test("are what people see", async () => {
    const commands = [{ keyword: "help", label: "Help" }]
    const image = "data:image/png;base64,iVBORw0KGgo="
    const profile = { displayName: "bot", fullName: "A bot", shortDescr: "for tests", image }
    expect(await seenBy({ profile, commands, allowFiles: true })).toMatchObject({
      ...profile,
      peerType: "bot",
      preferences: { files: { allow: "yes" }, commands: [{ type: "command", keyword: "help" }] },
    })
    const calls = { calls: { allow: "no" } } as const
    const plain = await seenBy({
      profile: { displayName: "bot", preferences: calls },
      commands,
      useBotProfile: false,
    })
    expect(plain).toMatchObject({ fullName: "", preferences: { files: { allow: "no" }, ...calls } })
    expect(plain?.peerType).toBeUndefined()
    expect(plain?.preferences?.commands ?? []).toEqual([])
  })
})

describe("profile", () => {
  const description = "longer than what lists show"
  const before = {
    displayName: "bot",
    fullName: "",
    description,
    peerType: "bot",
    preferences: { files: { allow: "no" }, commands: [] },
  }

  test.each([
    ["the same", "bot", 0],
    ["another", "robot", 1],
  ])("keeps what it does not declare: %s name", async (_, displayName, updates) => {
    const network = createNetwork()
    const core = network.openCore({ name: "bot" })
    const user = JSON.stringify({ profile: before, pastTimestamp: false })
    await core.sendCommand(`/_create user ${user}`)
    const sent: string[] = []
    network.observe((frame) => {
      if ("command" in frame && frame.command.startsWith("/_profile ")) sent.push(frame.command)
    })
    const bot = new Bot({ profile: { displayName }, db: core, logging: "silent" })
    bots.push(bot)
    await bot.start()
    expect(sent).toHaveLength(updates)
    const { profile } = (await bot.api.apiGetActiveUser()) ?? {}
    expect(profile).toMatchObject({ displayName, description })
  })
})

describe("db and confirmMigrations", () => {
  test.each<[Partial<BotOptions>, object]>([
    // It asks before it upgrades, so that the log can say what is upgraded.
    [{}, { filePrefix: "data/b", confirmMigrations: "error" }],
    [{ confirmMigrations: "console" }, { filePrefix: "data/b", confirmMigrations: "console" }],
    [{ confirmMigrations: "error" }, { filePrefix: "data/b", confirmMigrations: "error" }],
  ])("are what the database is opened with: %o", async (options, opened) => {
    const init = vi.spyOn(ChatApi, "init").mockRejectedValue(new Error("not today"))
    const db = { filePrefix: "data/b" }
    const bot = new Bot({
      profile: { displayName: "b" },
      db,
      stateFile: ":memory:",
      logging: "silent",
      ...options,
    })
    await expect(bot.start()).rejects.toThrow("not today")
    expect(init.mock.calls).toEqual([[opened, { signal: expect.any(AbortSignal) as AbortSignal }]])
  })
})
