import { createNetwork, dialogue, type MemoryCore, type Person } from "@simplex-chat/testing"
import type { Bot } from "@simplex-chat/bot"
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterEach, beforeEach, expect, test } from "vitest"
import fileEchoBot from "./file-echo.ts"
import moderationBot from "./moderation.ts"
import squaringBot from "./squaring.ts"
import supportDeskBot from "./support-desk.ts"
import surveyBot, { type Answers } from "./survey.ts"

/** A machine can be busy: a bot that answers at all does so at last. */
const patient = { timeoutMs: 10_000 }

const bots: Bot[] = []
let folder = ""
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bots-"))))
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()))
  rmSync(folder, { recursive: true, force: true })
})

/** A network with the bot on it, and its address. */
async function running(make: (options: { db: MemoryCore; logging: "silent" }) => Bot) {
  const network = createNetwork()
  const bot = make({ db: network.openCore({ name: "bot" }), logging: "silent" })
  bots.push(await bot.start())
  return { network, bot, address: bot.address ?? "" }
}

test("the squaring bot squares", async () => {
  const { network, address } = await running(squaringBot)
  const alice = await network.person("alice")
  await alice.connectTo(address)
  await dialogue(alice, [
    ["squarer", /^Send me a number/],
    ["alice", "7"],
    ["squarer", "7 * 7 = 49"],
    ["alice", "-1.5"],
    ["squarer", "-1.5 * -1.5 = 2.25"],
    ["alice", "seven"],
    ["squarer", "This is not a number."],
    ["alice", "/help"],
    ["squarer", /^Send me a number/],
  ])
  expect(alice.transcript()).toHaveLength(9)
})

test("the survey asks, insists, and thanks", async () => {
  const given: Answers[] = []
  const { network, address } = await running((options) =>
    surveyBot(options, (answers) => given.push(answers)),
  )
  const alice = await network.person("alice")
  await alice.connectTo(address)
  await dialogue(alice, [
    ["alice", "/start"],
    ["survey", "Your name?"],
    ["alice", "Alice"],
    ["survey", "How many stars, 1 to 5?"],
    ["alice", "many"],
    ["survey", /^One of/],
    ["alice", "5"],
    ["survey", "Thank you, Alice!"],
  ])
  expect(given).toEqual([{ name: "Alice", stars: 5 }])
})

test("the moderator warns, then removes, also after an edit", async () => {
  const { network, bot } = await running(moderationBot)
  const group = await bot.api.apiNewGroup(bot.user.userId, { displayName: "team", fullName: "" })
  const link = await bot.api.apiCreateGroupLink(group.groupId, "member")
  const alice = await network.person("alice")
  await alice.joinGroup(link)
  await alice.say("hello all")
  await alice.say("FREE COINS for everyone")
  await alice.expectMessage("No advertising here, please.", patient)
  await alice.say("hello again")
  await edit(alice, "buy now")
  const status = async () => (await bot.api.apiListMembers(group.groupId))[0]?.memberStatus
  await expect.poll(status, { timeout: 10_000 }).toBe("removed")
})

test("files come back", async () => {
  const { network, address } = await running(fileEchoBot)
  const alice = await network.person("alice")
  await alice.connectTo(address)
  await alice.sendFile(join(folder, "note.txt"), new TextEncoder().encode("hello"))
  expect(await alice.expectMessage(/bytes/, patient)).toBe("5 bytes")
})

test("the support desk invites its staff, greets a customer once, and forwards to those on duty", async () => {
  let invitation = ""
  const { network, address } = await running((options) =>
    supportDeskBot(options, (link) => (invitation = link)),
  )
  const staff = await network.person("staff")
  await staff.connectTo(invitation)
  await staff.say("/duty")
  await staff.expectMessage(/^You are on duty/, patient)
  const customer = await network.person("customer")
  await customer.connectTo(address)
  await customer.expectMessage(/^Welcome!/, patient)
  await customer.say("It does not work")
  await customer.expectMessage(/^Thank you/, patient)
  await staff.expectMessage("It does not work", patient)
  await customer.say("Still not")
  await customer.expectSilence()
  expect(customer.transcript()).toHaveLength(4)
  await staff.say("/invite")
  const colleague = await network.person("colleague")
  await colleague.connectTo(await staff.expectMessage(/^https:/, patient))
  await colleague.say("/duty")
  await colleague.expectMessage(/^You are on duty/, patient)
})

/** Edits what a person said last in the group. */
async function edit(person: Person, text: string): Promise<void> {
  const { chat } = await person.command("/_get chat #1 count=5", "apiChat")
  const said = chat.chatItems.findLast(({ content }) => content.type === "sndMsgContent")
  const updated = JSON.stringify({ msgContent: { type: "text", text }, mentions: {} })
  const command = `/_update item #1 ${said?.meta.itemId} json ${updated}`
  await person.command(command, "chatItemUpdated")
}

const source = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const simplexBot = source("../../../packages/bot/bin/simplex-bot.js")

test.each([
  ["squaring", "7", "squarer: 7 * 7 = 49"],
  ["survey", "/start", "survey: Your name?"],
  ["file-echo", "hi", "echo: Send me a file."],
  ["moderation", "hi", "moderator: Invite me to a group"],
  ["support-desk", "help", "support_1: Thank you"],
])("one can talk to %s in the terminal", async (name, said, answer) => {
  const dev = promisify(execFile)(process.execPath, [simplexBot, "dev", source(`${name}.ts`)])
  dev.child.stdin?.end(`${said}\n`)
  expect((await dev).stdout).toContain(answer)
})
