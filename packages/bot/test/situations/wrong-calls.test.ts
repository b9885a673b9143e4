import { expect, test } from "vitest"
import { bold, escape, fmt, link, mention, partsOf } from "../../src/format/index.ts"
import { field } from "../../src/forms/index.ts"
import { I18n } from "../../src/i18n/index.ts"
import {
  arg,
  Bot,
  Composer,
  customDataStorage,
  definePlugin,
  memoryStorage,
  type Message,
  optOut,
  Owners,
  parseCommand,
  rateLimit,
  Sessions,
  splitWords,
  sqliteStorage,
} from "../../src/index.ts"
import { Moderation, rule } from "../../src/moderation/index.ts"
import { Polls } from "../../src/polls/index.ts"
import { Schedule, sqliteScheduleStore } from "../../src/schedule/index.ts"
import { testBot } from "../../src/testing/index.ts"
import { withBot } from "../fixtures/phone.ts"
import { later, world } from "../fixtures/world.ts"

/** What plain JavaScript can give where TypeScript would not let it. */
const wrong = [undefined, null, 7, true, [], {}, () => {}] as const

/** Errors of ours, which say what is wrong; not those of JavaScript, which say where it broke. */
const typed = [
  "ConfigurationError",
  "InvalidArgumentError",
  "LimitError",
  "BotError",
  "CommandSyntaxError",
]

/** A message of alice, in the handler of a bot. */
async function inHandler(use: (message: Message, bot: Bot) => Promise<void>) {
  const { live, connected } = world()
  let isDone = false
  const made = await live((bot) => {
    bot.onMessage(async (message) => {
      await use(message, bot)
      isDone = true
    })
  })
  const alice = await connected("alice", made)
  await alice.say("hello")
  await later(() => isDone || made.said("error").length > 0)
  expect(made.log.lines.filter(({ level }) => level === "error")).toEqual([])
  await alice.expectSilence()
}

type Call = (message: Message, bot: Bot, given: never) => unknown

test.each<[string, Call]>([
  ["reply", (message, _, given) => message.reply(given)],
  ["send", (message, _, given) => message.send(given)],
  ["ask", (message, _, given) => message.ask(given)],
  ["replyFile", (message, _, given) => message.replyFile(given)],
  ["replyImage", (message, _, given) => message.replyImage(given)],
  ["react", (message, _, given) => message.react(given)],
  ["unreact", (message, _, given) => message.unreact(given)],
  ["forward", (message, _, given) => message.forward(given)],
  ["bot.send to", (_, bot, given) => bot.send(given, "hello")],
  ["bot.send of", (_, bot, given) => bot.send(withBot, given)],
  ["bot.sendAndWait", (_, bot, given) => bot.sendAndWait(withBot, given)],
  ["bot.broadcast", (_, bot, given) => bot.broadcast(given)],
])("%s rejects what it cannot use, with a typed error, and sends nothing", async (_, call) => {
  await inHandler(async (message, bot) => {
    for (const given of wrong) {
      const error = await failureOf(() => call(message, bot, given as never))
      expect([given, error]).toEqual([given, expect.stringMatching(new RegExp(typed.join("|")))])
    }
  })
})

test("so do invalid options, and filters of waits", async () => {
  await inHandler(async (message, bot) => {
    const calls = [
      () => message.waitFor("yes" as never),
      () => message.waitFor({ texts: "yes" } as never),
      () => bot.waitFor(undefined as never),
      () => message.ask("?", { timeoutMs: "soon" as never }),
      () => message.waitFor({}, { timeoutMs: -1 }),
      () => message.ask("?", { correctionMs: Number.NaN }),
      () => message.ask("?", { correctionMs: -1 }),
      () => message.choose("?", ["a"], { timeoutMs: Number.NaN }),
      () => message.reply("x", { connectTimeoutMs: -1 }),
      () => message.reply("x", { connectTimeoutMs: "soon" as never }),
      () => bot.sendAndWait(withBot, "x", { timeoutMs: -1 }),
      () => bot.sendAndWait(withBot, "x", { timeoutMs: Number.NaN }),
      () => bot.broadcast("x", { perSecond: Number.NaN }),
      () => bot.broadcast("x", { perSecond: -1 }),
      () => bot.broadcast("x", { onResult: 7 as never }),
      () => message.reply("x", { ttl: -1 }),
      () => message.reply("x", { ttl: Number.NaN }),
      () => message.reply("x", { ttl: 1.5 }),
      () => bot.broadcast("x", { perSecond: "5" as never }),
      () => bot.broadcast("x", { perSecond: Number.POSITIVE_INFINITY, to: 7 as never }),
      () => bot.broadcast("x", { name: 7 as never }),
    ]
    for (const [at, call] of calls.entries()) {
      const error = await failureOf(call)
      expect([at, error]).toEqual([at, expect.stringMatching(new RegExp(typed.join("|")))])
    }
  })
})

/** In the place of options: what would have none of them. */
const noOptions = [null, 7, "5000", true, [], () => {}, Symbol("options")] as const

test.each<[string, Call]>([
  ["reply", (message, _, given) => message.reply("x", given)],
  ["send", (message, _, given) => message.send("x", given)],
  ["replyFile", (message, _, given) => message.replyFile("x.txt", "x", given)],
  ["replyImage, of the image", (message, _, given) => message.replyImage("x.png", given)],
  ["replyImage", (message, _, given) => message.replyImage("x.png", {}, given)],
  ["replyVideo", (message, _, given) => message.replyVideo("x.mp4", given)],
  ["replyLink, of the link", (message, _, given) => message.replyLink("https://a.example", given)],
  ["replyAlbum", (message, _, given) => message.replyAlbum([{ file: "x.png" }], given)],
  ["replyAlbum, of an image", (message, _, given) => message.replyAlbum([given])],
  ["forward", (message, _, given) => message.forward(withBot, given)],
  ["stream", (message, _, given) => message.stream(["x"], given)],
  ["ask", (message, _, given) => message.ask("?", given)],
  ["choose", (message, _, given) => message.choose("?", ["a"], given)],
  ["form", (message, _, given) => message.form({ name: field.text() }, given)],
  ["waitFor", (message, _, given) => message.waitFor({}, given)],
  ["download", (message, _, given) => message.download(given)],
  ["bot.send", (_, bot, given) => bot.send(withBot, "x", given)],
  ["bot.sendAndWait", (_, bot, given) => bot.sendAndWait(withBot, "x", given)],
  ["bot.waitFor", (_, bot, given) => bot.waitFor({}, given)],
  ["bot.broadcast", (_, bot, given) => bot.broadcast("x", given)],
])("%s refuses options that are no object, and sends nothing", async (_, call) => {
  await inHandler(async (message, bot) => {
    for (const given of noOptions) {
      const error = await failureOf(() => call(message, bot, given as never))
      expect([String(given), error]).toEqual([
        String(given),
        expect.stringMatching(/^ConfigurationError: .* must be an object, not /),
      ])
    }
  })
})

test("captions and questions must be texts", async () => {
  await inHandler(async (message) => {
    for (const given of [null, 7, {}, Symbol("text")] as never[]) {
      const calls = [
        () => message.replyFile("x.txt", given),
        () => message.replyImage("x.png", { text: given }),
        () => message.choose(given, ["a", "b"]),
        () => message.choose("?", ["a", "b"], { invalid: given }),
      ]
      for (const call of calls)
        expect(await failureOf(call)).toMatch(/^ConfigurationError: .* must be a text, not /)
    }
  })
})

const storage = memoryStorage()
const declared = () => new Bot({ profile: { displayName: "x" }, db: { filePrefix: "data/x" } })
const tasks = { tea: () => {} }
const texts = { en: { hello: "Hello" } }
const rules = [rule.links()]

test.each<[string, () => unknown]>([
  ["new Bot()", () => new Bot(undefined as never)],
  ["new Bot(null)", () => new Bot(null as never)],
  ["new Sessions()", () => new Sessions(undefined as never)],
  ["new Sessions({})", () => new Sessions({ storage } as never)],
  ["new Sessions without a storage", () => new Sessions({ initial: () => 0, storage: 7 as never })],
  ["new Owners(null)", () => new Owners(null as never)],
  ["new Owners({})", () => new Owners({} as never)],
  ["rateLimit()", () => rateLimit(undefined as never)],
  ["rateLimit with words", () => rateLimit({ limit: "many" as never, windowMs: 1 })],
  ["sqliteStorage()", () => sqliteStorage(undefined as never)],
  ["sqliteStorage('')", () => sqliteStorage("")],
  ["onMessage()", () => new Composer().onMessage(undefined as never)],
  ["onMessage('x', f)", () => new Composer().onMessage("x" as never, () => {})],
  ["onCommand()", () => new Composer().onCommand(undefined as never, () => {})],
  ["onCommand(7)", () => new Composer().onCommand(7 as never, () => {})],
  ["onCommand with args", () => new Composer().onCommand("x", { args: 7 as never }, () => {})],
  ["onEvent()", () => new Composer().onEvent(undefined as never, () => {})],
  ["onEvent(7)", () => new Composer().onEvent(7 as never, () => {})],
  ["onStart()", () => new Composer().onStart(undefined as never)],
  ["use()", () => new Composer().use(7 as never)],
  ["catch()", () => new Composer().catch(undefined as never)],
  ["group()", () => new Composer().group({}, undefined as never)],
  ["group(composer)", () => new Composer().group(new Composer() as never, () => {})],
  ["branch()", () => new Composer().branch({}, () => {}, undefined as never)],
  [
    "branch(null)",
    () =>
      new Composer().branch(
        null as never,
        () => {},
        () => {},
      ),
  ],
  ["group(null)", () => new Composer().group(null as never, () => {})],
  ["arg.int(5)", () => arg.int(5 as never)],
  ["arg.number with words", () => arg.number({ min: "one" as never })],
  ["arg.choice of symbols", () => arg.choice(Symbol("up") as never)],
  ["arg.custom()", () => arg.custom(undefined as never)],
  ["splitWords()", () => splitWords(undefined as never)],
  ["parseCommand(7)", () => parseCommand(7 as never)],
  ["rateLimit with a symbol", () => rateLimit({ limit: Symbol("1") as never, windowMs: 1 })],
  ["new Owners(storage, null)", () => new Owners(storage, null as never)],
  ["customDataStorage()", () => customDataStorage(undefined as never)],
  ["customDataStorage(bot, null)", () => customDataStorage(declared(), null as never)],
  ["optOut()", () => optOut(undefined as never)],
  ["optOut(subscriptions, null)", () => optOut(declared().subscriptions, null as never)],
  ["definePlugin with needs", () => definePlugin("x", () => {}, { needs: 7 as never })],
  ["definePlugin(name, f, null)", () => definePlugin("x", () => {}, null as never)],
  ["sessions.read()", () => new Sessions({ initial: () => 0 }).read(undefined as never)],
  ["sessions.update({})", () => new Sessions({ initial: () => 0 }).update({} as never, () => 1)],
  ["new Schedule()", () => new Schedule(undefined as never, { tasks })],
  ["new Schedule(bot)", () => new Schedule(declared(), undefined as never)],
  ["every(pattern, name)", () => every("tea")],
  ["every(pattern, null)", () => every(null)],
  ["sqliteScheduleStore(file, null)", () => sqliteScheduleStore("x.db", null as never)],
  ["new Polls()", () => new Polls(undefined as never, { storage })],
  ["new Polls(bot)", () => new Polls(declared(), undefined as never)],
  ["polls.open(chat)", () => new Polls(declared(), { storage }).open(withBot, undefined as never)],
  ["new Moderation()", () => new Moderation(undefined as never, { rules, storage })],
  ["new Moderation(bot)", () => new Moderation(declared(), undefined as never)],
  ["penalties that are none", () => moderation(["warn", null])],
  ["penalties that are no list", () => moderation("warn")],
  ["rule.links with a text", () => rule.links({ allow: "a.example" as never })],
  ["rule.links(null)", () => rule.links(null as never)],
  ["rule.names with a text", () => rule.names("admin" as never)],
  ["rule.words()", () => rule.words(undefined as never)],
  ["rule.mentions(3)", () => rule.mentions(3 as never)],
  ["rule.floods()", () => rule.floods(undefined as never)],
  ["rule.duplicates(null)", () => rule.duplicates(null as never)],
  ["rule.contents(7)", () => rule.contents(7 as never)],
  ["rule.scripts(7)", () => rule.scripts(7 as never)],
  ["new I18n()", () => new I18n(undefined as never)],
  ["I18n with null for a language", () => new I18n({ texts: { en: null as never } })],
  ["I18n with null for own texts", () => new I18n({ texts, own: null as never })],
  ["i18n.t()", () => new I18n({ texts }).t(undefined as never, "hello")],
  ["field.text(null)", () => field.text(null as never)],
  ["field.int(18)", () => field.int(18 as never)],
  ["field.choice of one text", () => field.choice("red" as never)],
  ["field.custom()", () => field.custom(undefined as never)],
  ["field.optional()", () => field.optional(undefined as never)],
  ["fmt as a function", () => fmt("x" as never)],
  ["bold(symbol)", () => bold(Symbol("x") as never)],
  ["link()", () => link(undefined as never, undefined as never)],
  ["mention()", () => mention(undefined as never)],
  ["escape()", () => escape(undefined as never)],
  ["partsOf()", () => partsOf(undefined as never)],
  ["testBot without a test", () => testBot(declared, undefined as never)],
  ["testBot for a number", () => testBot(declared, () => {}, 7 as never)],
  ["testBot for one person", () => testBot(declared, () => {}, { people: "alice" as never })],
  ["testBot for a person called bot", () => testBot(declared, () => {}, { people: ["bot"] })],
])("%s is a ConfigurationError", async (_, call) => {
  expect(await failureOf(call)).toMatch(/^ConfigurationError: /)
})

const every = (options: unknown) =>
  new Schedule(declared(), { tasks }).every("* * * * *", options as never, "tea")

const moderation = (penalties: unknown) =>
  new Moderation(declared(), { rules, storage, penalties: penalties as never })

async function failureOf(call: () => unknown): Promise<string> {
  try {
    await call()
    return "no error"
  } catch (error) {
    return String(error)
  }
}
