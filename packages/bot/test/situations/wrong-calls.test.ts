import { expect, test } from "vitest"
import {
  Bot,
  Composer,
  memoryStorage,
  type Message,
  Owners,
  rateLimit,
  Sessions,
  sqliteStorage,
} from "../../src/index.ts"
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

const storage = memoryStorage()

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
])("%s is a ConfigurationError", async (_, call) => {
  expect(await failureOf(call)).toMatch(/^ConfigurationError: /)
})

async function failureOf(call: () => unknown): Promise<string> {
  try {
    await call()
    return "no error"
  } catch (error) {
    return String(error)
  }
}
