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
import surveyBot, { type Answers } from "./survey.ts"

/** A machine can be busy: a bot that answers at all does so at last. */
const patient = { timeoutMs: 60_000 }

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
  await expect.poll(status).toBe("removed")
})

test("the moderator joins the group that it is invited to, and keeps it tidy there", async () => {
  const { network, address } = await running(moderationBot)
  const ann = await network.person("ann")
  await ann.connectTo(address)
  const group = await ann.createGroup("neighbours")
  await ann.invite("moderator", "admin")
  await expect
    .poll(async () => (await ann.members()).get("moderator")?.memberStatus)
    .toMatch(/^(connected|complete)$/)
  const bob = await network.person("bob")
  await bob.joinGroup(await ann.in(group).groupLink())
  await bob.say("a limited offer")
  await bob.expectMessage("No advertising here, please.", patient)
  // What is said before the bot is there, or by admins, stays.
  await ann.in(group).say("buy now, says the owner")
  await bob.expectMessage("buy now, says the owner", patient)
  const harmless = await bob.say("sorry")
  await bob.edit("free coins", harmless)
  await expect.poll(async () => (await ann.members()).get("bob")?.memberStatus).toBe("removed")
})

test("files come back", async () => {
  const { network, address } = await running(fileEchoBot)
  const alice = await network.person("alice")
  await alice.connectTo(address)
  await alice.sendFile(join(folder, "note.txt"), new TextEncoder().encode("hello"))
  expect(await alice.expectMessage(/bytes/, patient)).toBe("5 bytes")
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
  ["assistant", "/new", "assistant: I have forgotten"],
])("one can talk to %s in the terminal", async (name, said, answer) => {
  const dev = promisify(execFile)(process.execPath, [simplexBot, "dev", source(`${name}.ts`)])
  dev.child.stdin?.end(`${said}\n`)
  expect((await dev).stdout).toContain(answer)
})

test.each(["squaring", "survey", "file-echo", "moderation", "support-desk", "assistant"])(
  "run takes %s to the real core, which is the only thing that is missing here",
  async (name) => {
    const args = [simplexBot, "run", source(`${name}.ts`), "--db", join(folder, "bot")]
    const env = { ...process.env, SIMPLEX_LIBS_DIR: folder }
    const failure = promisify(execFile)(process.execPath, args, { env })
    await expect(failure).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("libsimplex") as string,
    })
  },
)
