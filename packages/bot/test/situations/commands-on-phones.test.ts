import { expect, test } from "vitest"
import { later, world } from "../fixtures/world.ts"

test("a command is found however it is typed, and has its declared name", async () => {
  const { live, connected } = world()
  const names: string[] = []
  const made = await live((bot) => {
    bot.onCommand(["help", "startGame"], (_, { name, text }) => void names.push(`${name}:${text}`))
    bot.onCommand("Exact", { caseSensitive: true }, () => void names.push("Exact"))
    bot.onMessage(({ text }) => void names.push(`message ${text}`))
  })
  const alice = await connected("alice", made)
  const typed = [
    "/Help",
    "/HELP.",
    " /help me",
    "／ｈｅｌｐ",
    "/help\u200b",
    "/startgame",
    "/exact",
    "/Exact",
  ]
  for (const text of typed) await alice.say(text)
  await later(() => names.length === typed.length)
  const expected = [
    "help:",
    "help:",
    "help:me",
    "help:",
    "help:",
    "startGame:",
    "message /exact",
    "Exact",
  ]
  expect(names).toEqual(expected)
})

test("in a group, this bot ignores a command for another bot", async () => {
  const { live, connected } = world()
  const seen: string[] = []
  const made = await live((bot) => {
    bot.onCommand("help", () => void seen.push("help"))
    bot.onMessage(({ text }) => void seen.push(text))
  })
  const alice = await connected("alice", made)
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  await alice.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  for (const text of ["/help", "/help@bot", "/Help@BOT", "/help@other"]) await alice.say(text)
  await later(() => seen.length === 4)
  expect(seen).toEqual(["help", "help", "help", "/help@other"])
})
