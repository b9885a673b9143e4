import { LimitError } from "@simplex-chat/api"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { Bot, ConfigurationError, memoryStorage } from "../../src/index.ts"
import { Polls } from "../../src/polls/index.ts"
import { later, testFolder, world } from "../fixtures/world.ts"

const long = "word ".repeat(5000)

test("a caption that is too long goes on in further messages", async () => {
  const { live, connected, folder } = world()
  const path = join(folder, "cat.png")
  writeFileSync(path, "no picture")
  const made = await live((bot) => {
    bot.onMessage((message) => message.replyImage(path, { text: long }))
  })
  const alice = await connected("alice", made)
  await alice.say("hello")
  await later(() => alice.transcript().length === 3)
  const texts = alice.transcript().flatMap(({ from, text }) => (from === "bot" ? [text] : []))
  expect(texts).toHaveLength(2)
  expect(texts.join("").replaceAll(/\s/g, "")).toBe(long.replaceAll(/\s/g, ""))
  expect(made.said("error")).toEqual([])
})

test("an edit or a preview that is too long is a typed error, and nothing is sent", async () => {
  const { network, live, connected } = world()
  const errors: unknown[] = []
  const made = await live((bot) => {
    bot.onMessage(async (message) => {
      const sent = await message.send("short")
      await sent.edit(long).catch((error: unknown) => errors.push(error))
      const preview = `data:image/png;base64,${"A".repeat(20_000)}`
      await message.replyImage("cat.png", { preview }).catch((error: unknown) => errors.push(error))
    })
  })
  const alice = await connected("alice", made)
  await alice.say("hello")
  await alice.expectMessage("short")
  await later(() => errors.length === 2)
  await network.idle()
  await alice.expectSilence()
  for (const error of errors) expect(error).toBeInstanceOf(LimitError)
})

test("a welcome and a picture that are too long are mistakes in the options", () => {
  const db = { filePrefix: join(testFolder(), "bot") }
  expect(() => new Bot({ profile: { displayName: "b" }, db, welcome: long })).toThrow(
    /^welcome: is too long/,
  )
  const image = `data:image/png;base64,${"A".repeat(12_000)}`
  expect(() => new Bot({ profile: { displayName: "b", image }, db })).toThrow(ConfigurationError)
})

test.each<[string, object]>([
  ["full name", { profile: { displayName: "b", fullName: long } }],
  ["bio", { profile: { displayName: "b", shortDescr: long } }],
  ["menu", { profile: { displayName: "b" }, commands: [{ keyword: "x", label: long }] }],
  [
    "all of it together",
    {
      profile: { displayName: "b", fullName: "x".repeat(9_000) },
      commands: [{ keyword: "x", label: "y".repeat(9_000) }],
    },
  ],
])("a %s that no contact could get is a mistake in the options", (_, options) => {
  const db = { filePrefix: join(testFolder(), "bot") }
  expect(() => new Bot({ profile: { displayName: "b" }, db, ...options })).toThrow(
    /^profile: has \d+ bytes with the menu/,
  )
})

test("a poll that does not fit into one message, which votes change, is not opened", async () => {
  const { live, connected } = world()
  let outcome: unknown
  const made = await live((bot) => {
    const polls = new Polls(bot, { storage: memoryStorage() })
    bot.onMessage(async (message) => {
      outcome = await polls
        .open(message, { question: long, choices: ["a", "b"] })
        .catch((error: unknown) => error)
    })
  })
  const alice = await connected("alice", made)
  await alice.say("hello")
  await later(() => outcome !== undefined)
  expect(outcome).toMatchObject({ option: "question" })
  await alice.expectSilence()
})

test("each part of a long text has the mentions that are in it", async () => {
  const { network, live } = world()
  const made = await live((bot) => {
    bot.onMessage({ chatType: "group" }, (message) => {
      const { sender } = message
      const id = sender.type === "member" ? sender.groupMemberId : 0
      const text = `@'ann lee' first. ${long} and @'ann lee' again, but not @'ann leena' or x@'ann lee'`
      return message.send(text, { mentions: { "ann lee": id } })
    })
  })
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const ann = await network.person("ann lee")
  await ann.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  await ann.say("hello")
  await later(() => ann.transcript().length === 3)
  const { chatItems } = await api.apiGetChat(
    { chatType: "group", chatId: groupId },
    { type: "last", count: 2 },
  )
  expect(chatItems.map(({ mentions }) => Object.keys(mentions))).toEqual([["ann lee"], ["ann lee"]])
})
