import { setTimeout as sleep } from "node:timers/promises"
import { expect, test } from "vitest"
import { later, strays, world } from "../fixtures/world.ts"

const fault = () => {
  throw new TypeError("the application's own mistake")
}

test.each<[string, object]>([
  ["when", { when: fault }],
  ["text", { text: fault }],
  ["one of several texts", { text: ["no", fault] }],
])(
  "a filter that throws in waitFor (%s) fails that handler, and the chat goes on",
  async (_, filter) => {
    const stray = strays()
    const { live, connected } = world()
    const seen: unknown[] = []
    const made = await live((bot) => {
      bot.onCommand("wait", async (message) => {
        await message.waitFor(filter)
      })
      bot.onMessage((message) => message.send(`echo ${message.text}`))
      bot.catch((error) => void seen.push(error))
    })
    const alice = await connected("alice", made)
    await alice.say("/wait")
    await alice.say("one")
    await alice.expectMessage("echo one")
    await alice.say("two")
    await alice.expectMessage("echo two")
    expect(seen).toEqual([new TypeError("the application's own mistake")])
    expect(await made.bot.health()).toMatchObject({ ok: true, working: 0 })
    expect(stray.count).toBe(0)
  },
)

test("a filter that throws in bot.waitFor rejects it, and handlers get the message", async () => {
  const { live, connected } = world()
  const made = await live((bot) => bot.onMessage((message) => message.send("handled")))
  const alice = await connected("alice", made)
  const waiting = made.bot.waitFor({ when: fault })
  const failed = waiting.catch((error: unknown) => error)
  await alice.say("hello")
  expect(await failed).toEqual(new TypeError("the application's own mistake"))
  await alice.expectMessage("handled")
})

test("of two waits, the one whose filter throws does not take the message from the other", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onCommand("two", async (message) => {
      const broken = message.waitFor({ when: fault }).then(
        () => "fine",
        () => "broken",
      )
      const { text } = await message.waitFor({ text: /yes/ })
      await message.send(`${await broken}, ${text}`)
    })
  })
  const alice = await connected("alice", made)
  await alice.say("/two")
  await alice.say("yes")
  expect(await alice.expectMessage(/broken/)).toBe("broken, yes")
})

test("a rejection that a handler forgot is logged with its name, and the bot goes on", async () => {
  const stray = strays()
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onCommand("react", (message) => {
      void message.react("🥦" as "👍") // no such reaction
    })
    bot.onMessage(function forgetful(message) {
      void (async () => {
        await sleep(1)
        throw new TypeError(`about ${message.text}`)
      })()
    })
  })
  const alice = await connected("alice", made)
  await alice.say("/react")
  await alice.say("secret")
  await later(() => made.said("error").length === 2)
  const errors = made.log.lines.filter(({ level }) => level === "error")
  expect(errors.map(({ handler, error }) => [handler, error])).toEqual([
    ["onCommand react", "ChatCommandError"],
    ["onMessage forgetful", "TypeError"],
  ])
  expect(JSON.stringify(errors)).not.toContain("secret")
  expect(stray.count).toBe(0)
})

test("so is one of the bot's calls in a timer, which no handler made", async () => {
  const stray = strays()
  const { live } = world()
  const made = await live(() => {})
  setTimeout(() => void made.bot.send({ chatType: "direct", chatId: 99 }, "hello"), 1)
  await later(() => made.said("error").length > 0)
  const [line] = made.log.lines.filter(({ level }) => level === "error")
  expect(line).toMatchObject({ error: "ChatCommandError", code: "contactNotFound" })
  expect(stray.count).toBe(0)
})

test("a failing onStart is logged, and the bot starts", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onStart(fault)
    bot.onMessage((message) => message.send("here"))
  })
  const alice = await connected("alice", made)
  await alice.say("hello")
  await alice.expectMessage("here")
  expect(made.said("error")).toEqual(["error a handler failed"])
})

test("only an ArgumentError of arg.custom is shown to the sender", async () => {
  const { ArgumentError, arg } = await import("../../src/index.ts")
  const { live, connected } = world()
  const parse = (word: string) => {
    if (word === "odd") throw new ArgumentError("an even number is needed")
    return (undefined as unknown as { id: number }).id
  }
  const made = await live((bot) => {
    bot.onCommand("n", { args: { n: arg.custom(parse) } }, (message) => message.send("done"))
    bot.onCommand("p", { args: { n: arg.custom(async () => fault()) } }, (message) =>
      message.send("done"),
    )
    bot.onMessage((message) => message.send("next"))
  })
  const alice = await connected("alice", made)
  await alice.say("/n odd")
  await alice.expectMessage("n: an even number is needed\nUsage: /n <n>")
  await alice.say("/n 1")
  await alice.say("/p 1")
  await alice.say("and now")
  await alice.expectMessage("next")
  await alice.expectSilence()
  expect(made.log.lines.filter(({ level }) => level === "error")).toMatchObject([
    { command: "n", error: "TypeError" },
    { command: "p", error: "BotError" },
  ])
})

test("a composer cannot be put into itself, at any depth", async () => {
  const { Composer } = await import("../../src/index.ts")
  const [outer, middle, inner] = [new Composer(), new Composer(), new Composer()]
  expect(() => outer.group({}, outer)).toThrow("a composer cannot be put into itself")
  outer.group({}, middle)
  middle.group({}, inner)
  expect(() => inner.group({}, outer)).toThrow("a composer cannot be put into itself")
  expect(() => inner.branch({}, outer, () => {})).toThrow("a composer cannot be put into itself")
})
