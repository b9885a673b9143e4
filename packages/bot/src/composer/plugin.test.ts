import { expect, test } from "vitest"
import { world } from "../../test/fixtures/world.ts"
import { type Bot, definePlugin, memoryStorage, Sessions } from "../index.ts"

const greeter = definePlugin("greeter", (plugin, greeting: string) => {
  plugin.onCommand("hello", { description: "Says hello" }, (message) => message.reply(greeting))
})
const helper = definePlugin("helper", (plugin) => {
  plugin.onCommand("help", (message) => message.reply("Ask me."))
})

test("a plugin brings commands, middleware around the whole bot, and what it does at the start", async () => {
  const seen: string[] = []
  const watcher = definePlugin("watcher", (plugin) => {
    plugin.useAround(async (update, next) => {
      if (update.type === "message") seen.push(update.message.text)
      await next()
    })
    plugin.onStart(() => void seen.push("start"))
  })
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onMessage((message) => message.send("of the bot"))
    bot.group({}, greeter("Good day")).group({}, watcher())
  })
  const alice = await connected("alice", made)
  await alice.say("/hello")
  await alice.expectMessage("Good day")
  await alice.say("anything")
  await alice.expectMessage("of the bot")
  await alice.say("/help")
  await alice.expectMessage(/^\/hello: Says hello/)
  expect(seen).toEqual(["start", "/hello", "anything", "/help"])
})

test.each<[string, (bot: Bot) => unknown, RegExp]>([
  [
    "twice the same",
    (bot) => bot.group({}, greeter("a")).group({ chatType: "direct" }, greeter("b")),
    /^plugins: greeter was put into the bot twice/,
  ],
  [
    "two that handle /help",
    (bot) =>
      bot
        .group({}, helper())
        .group({}, definePlugin("other", (p) => p.onCommand("Help", () => {}))()),
    /^plugins: helper and other both handle \/Help/,
  ],
  [
    "one that handles what the bot does",
    (bot) => bot.onCommand("hello", () => {}).group({}, greeter("a")),
    /^plugins: the bot and greeter both handle \/hello/,
  ],
  [
    "one that needs another",
    (bot) => bot.group({}, definePlugin("polls", () => {}, { needs: ["i18n"] })()),
    /^plugins: polls needs the plugin i18n in the same bot/,
  ],
])("a bot does not start with %s", async (_, declare, problem) => {
  const { make } = world()
  const { bot } = make(declare)
  await expect(bot.start()).rejects.toThrow(problem)
})

test("commands for different people are no conflict, nor are those of one plugin", async () => {
  const { live, connected } = world()
  const both = definePlugin("both", (plugin) => {
    plugin.onCommand("x", { chatType: "direct" }, async (message, { next }) => {
      await message.send("first")
      await next()
    })
    plugin.onCommand("x", (message) => message.send("second"))
  })
  const made = await live((bot) => {
    bot.group({}, both())
    bot.group({ chatType: "group" }, (groups) => groups.onCommand("x", () => {}))
    bot.group({ chatType: "group" }, definePlugin("third", (p) => p.onCommand("x", () => {}))())
  })
  const alice = await connected("alice", made)
  await alice.say("/x")
  await alice.expectMessage("first")
  await alice.expectMessage("second")
  expect(made.said("error")).toEqual([])
})

test("two plugins with Sessions of one name in one storage are refused", () => {
  const storage = memoryStorage()
  const counting = (name: string) =>
    definePlugin(name, () => void new Sessions({ initial: () => 0, storage, name: "count" }))
  counting("one")()
  expect(() => counting("two")()).toThrow(/called "count"/)
})

test("wrong definitions say so", () => {
  expect(() => definePlugin("", () => {})).toThrow(/^definePlugin: takes the name/)
  expect(() => definePlugin("x", undefined as never)).toThrow(/^definePlugin: takes a function/)
  expect(() => definePlugin("x", (plugin) => plugin.useAround(1 as never))()).toThrow(/^useAround/)
})
