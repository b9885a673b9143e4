// What plain JavaScript can get wrong, and the compiler would have refused: each mistake is reported where it was
// made, by an error that names the option.

import { expect, test } from "vitest"
import { Bots } from "../src/bots/index.ts"
import { ChannelHandlers, openChannel } from "../src/channels/index.ts"
import { colored } from "../src/format/index.ts"
import { field } from "../src/forms/index.ts"
import { I18n } from "../src/i18n/index.ts"
import {
  arg,
  Bot,
  customDataStorage,
  definePlugin,
  memoryStorage,
  type Message,
  optOut,
  Owners,
  rateLimit,
  type SentMessage,
  Sessions,
} from "../src/index.ts"
import { album, previewOf } from "../src/media/index.ts"
import { Moderation, rule } from "../src/moderation/index.ts"
import { Polls } from "../src/polls/index.ts"
import { Schedule, sqliteScheduleStore } from "../src/schedule/index.ts"
import { testBot, testBots } from "../src/testing/index.ts"

const newBot = (options = {}) =>
  new Bot({
    profile: { displayName: "squarer" },
    db: { filePrefix: "data/never-opened" },
    logging: "silent",
    ...options,
  })

/** What is called, with what is right beside the options. */
type Call = (options: never) => unknown

const storage = memoryStorage()
const tasks = { remind: () => {} }
const texts = { en: { hello: "Hello!" } }
const rules = [rule.links()] as const

const declarations: readonly (readonly [string, object, Call])[] = [
  ["profile", { displayName: "squarer" }, (profile) => newBot({ profile })],
  ["db", { filePrefix: "data/bot" }, (db) => newBot({ db })],
  ["commands", { label: "Help", keyword: "help" }, (entry) => newBot({ commands: [entry] })],
  ["Sessions", { initial: () => 0 }, (options) => new Sessions(options)],
  ["Owners", {}, (options) => new Owners(storage, options)],
  ["rateLimit", { limit: 3, windowMs: 1000 }, (options) => rateLimit(options)],
  ["customDataStorage", {}, (options) => customDataStorage(newBot(), options)],
  ["optOut", {}, (options) => optOut(newBot().subscriptions, options)],
  ["definePlugin", {}, (options) => definePlugin("name", () => {}, options)],
  ["arg.int", { min: 1 }, (options) => arg.int(options)],
  ["field.text", { max: 5 }, (options) => field.text(options)],
  ["I18n", { texts }, (options) => new I18n(options)],
  ["Moderation", { rules, storage }, (options) => new Moderation(newBot(), options)],
  ["rule.links", { allow: [] }, (options) => rule.links(options)],
  ["rule.mentions", {}, (options) => rule.mentions(options)],
  ["rule.floods", { limit: 5, windowMs: 1000 }, (options) => rule.floods(options)],
  ["rule.duplicates", {}, (options) => rule.duplicates(options)],
  ["rule.files", { maxBytes: 5 }, (options) => rule.files(options)],
  ["Polls", { storage }, (options) => new Polls(newBot(), options)],
  ["Schedule", { tasks }, (options) => new Schedule(newBot(), options)],
  ["sqliteScheduleStore", {}, (options) => sqliteScheduleStore("never", options)],
  ["Bots", {}, (options) => new Bots(options)],
  ["album", {}, (options) => album(() => {}, options)],
  ["openChannel", { displayName: "news" }, (options) => openChannel(newBot() as never, options)],
  ["testBot", {}, (options) => testBot(newBot(), () => {}, options)],
  ["testBots", {}, (options) => testBots(new Bots(), () => {}, options)],
  ["stop", {}, (options) => newBot().stop(options)],
  ["health", {}, (options) => newBot().health(options)],
  ["serveForever", {}, (options) => newBot().serveForever(options)],
  ["serveHttp", {}, (options) => newBot().serveHttp("0", options)],
  ["waitFor", {}, (options) => newBot().waitFor({}, options)],
]

const attempt = async (call: () => unknown) => call()

test.each(declarations)("%s refuses an option that is misspelt", async (_, right, call) => {
  const options = { ...right, misspelt: 1 } as never
  await expect(attempt(() => call(options))).rejects.toMatchObject({
    name: "ConfigurationError",
    option: expect.stringMatching(/(^|\.)misspelt$/) as string,
    message: expect.stringContaining("there is no such option; the options are ") as string,
  })
})

test.each(declarations)("%s refuses options that are none", async (_, __, call) => {
  for (const none of [null, 7, "text", [], () => {}, Symbol("x")])
    await expect(attempt(() => call(none as never))).rejects.toMatchObject({
      name: "ConfigurationError",
    })
})

test.each<[string, readonly unknown[], Call]>([
  ["profile.image", [null, 7, Symbol("x")], (image) => profileWith({ image })],
  ["profile.preferences", [null, 7, "x", []], (preferences) => profileWith({ preferences })],
  ["profile", [10n], (given) => profileWith({ preferences: { files: given } })],
  ["db.filePrefix", [null, 7, {}], (filePrefix) => newBot({ db: { filePrefix } })],
  ["db.encryptionKey", [null, 7], (encryptionKey) => dbWith({ encryptionKey })],
  ["commands", [null, 7, "help"], (entry) => newBot({ commands: [entry] })],
  ["onCommand", [Symbol("x"), 7], (name) => newBot().onCommand([name], () => {})],
  ["onComment", [undefined, 7], (handler) => new ChannelHandlers().onComment(handler)],
  ["bot", [undefined, null, 7, {}], (bot) => new Bots().add("one", bot)],
  ["address", [Symbol("x"), null, 8080], (address) => newBot().serveHttp(address)],
  ["per", [null, "member", 7], (per) => rateLimit({ limit: 1, windowMs: 1, per })],
  ["signal", [null, {}, 7], (signal) => newBot().serveForever({ signal })],
  ["letsIn", [null, "no"], (letsIn) => new Moderation(newBot(), { rules, storage, letsIn })],
  ["colored", ["purple", Symbol("x")], (color) => colored(color, "text")],
  ["file", [undefined, null, 7, {}], (source) => previewOf(source)],
  ["id", [undefined, "1", 1.5], (id) => new Polls(newBot(), { storage }).result(id)],
])("%s refuses what it cannot be", async (option, values, call) => {
  for (const value of values)
    await expect(attempt(() => call(value as never))).rejects.toMatchObject({
      name: "ConfigurationError",
      option,
    })
})

const profileWith = (more: object) => newBot({ profile: { displayName: "squarer", ...more } })
const dbWith = (more: object) => newBot({ db: { filePrefix: "data/bot", ...more } })

/** A bot that was sent a message and has answered it. */
async function inConversation(
  use: (message: Message, sent: SentMessage) => Promise<void>,
): Promise<void> {
  const bot = newBot()
  const failures: unknown[] = []
  bot.onMessage(async (message) => {
    const sent = await message.send("hello")
    await use(message, sent).catch((error: unknown) => failures.push(error))
    await message.send("done")
  })
  await testBot(
    bot,
    async ({ alice }) => {
      await alice.say("hello")
      await alice.expectMessage("hello")
      await alice.expectMessage("done")
    },
    { people: ["alice"] },
  )
  expect(failures).toEqual([])
}

test("a message refuses options that are misspelt, and sends nothing", async () => {
  const wrong = { misspelt: 1 } as never
  await inConversation(async (message, sent) => {
    const calls: readonly (() => Promise<unknown>)[] = [
      () => message.send("x", wrong),
      () => message.reply("x", wrong),
      () => message.replyFile("x", "", wrong),
      () => message.replyImage("x", wrong),
      () => message.replyVideo("x", { seconds: 1, ...(wrong as object) }),
      () => message.replyLink("https://example.com", wrong),
      () => message.replyAlbum([{ file: "x", ...(wrong as object) }]),
      () => message.stream(["x"], wrong),
      () => message.ask("x", wrong),
      () => message.choose("x", ["a", "b"], wrong),
      () => message.form({ age: field.int() }, wrong),
      () => message.waitFor({}, wrong),
    ]
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({
        name: "ConfigurationError",
        option: "misspelt",
      })
    for (const call of [() => sent.sent(wrong), () => sent.delivered(wrong)])
      await expect(call()).rejects.toMatchObject({ argument: "misspelt" })
  })
})
