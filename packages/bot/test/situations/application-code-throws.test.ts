import { setTimeout as sleep } from "node:timers/promises"
import { describe, expect, test } from "vitest"
import type { Bot, Update } from "../../src/index.ts"
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

/** What JavaScript lets code throw, besides errors. */
const thrown: readonly [string, () => unknown][] = [
  ["an error", () => new TypeError("mine")],
  ["undefined", () => undefined],
  ["NaN", () => Number.NaN],
  ["an object without a prototype", () => Object.create(null) as unknown],
  ["an object whose getters throw", () => objectOfThrowingGetters()],
  ["a proxy that was revoked", () => revokedProxy()],
]

function objectOfThrowingGetters(): Error {
  const getter = { get: fault }
  return Object.defineProperties(new Error("x"), { name: getter, message: getter, stack: getter })
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

type Declare = (bot: Bot, fails: () => never) => unknown

const places: readonly [string, Declare][] = [
  ["a handler", (bot, fails) => bot.onMessage({ text: "go" }, fails)],
  ["the filter of a message", (bot, fails) => bot.onMessage({ text: "go", when: fails }, () => {})],
  [
    "a text predicate",
    (bot, fails) => bot.onMessage({ text: (text) => text === "go" && fails() }, () => {}),
  ],
  ["the filter of a command", (bot, fails) => bot.onCommand("go", { when: fails }, () => {})],
  [
    "the filter of a group",
    (bot, fails) =>
      bot.group({ when: ({ text }) => text !== "go" || fails() }, (group) =>
        group.onMessage({ text: "go" }, () => {}),
      ),
  ],
  ["middleware", (bot, fails) => bot.use((update, next) => (isGo(update) ? fails() : next()))],
  [
    "the boundary of a group",
    (bot, fails) => bot.group({}, (group) => group.onMessage({ text: "go" }, fault).catch(fails)),
  ],
  [
    "a wait",
    (bot, fails) => bot.onMessage({ text: "go" }, (message) => message.waitFor({ when: fails })),
  ],
]

const isGo = (update: Update) => update.type === "message" && update.message.text === "go"

describe.each(places)(
  "whatever %s throws reaches catch, and the chat goes on",
  (place, declare) => {
    test.each(thrown)("%s", async (_, make) => {
      const stray = strays()
      const { live, connected } = world()
      let caught = 0
      const made = await live((bot) => {
        declare(bot, () => {
          throw make()
        })
        bot.onMessage((message) => message.send(`got ${message.text}`))
        bot.onCommand("go", () => {})
        bot.catch(() => void caught++)
      })
      const alice = await connected("alice", made)
      await alice.say(place === "the filter of a command" ? "/go" : "go")
      await alice.say("next")
      await alice.expectMessage("got next")
      expect(caught).toBe(1)
      expect(await made.bot.health()).toMatchObject({ ok: true, working: 0 })
      expect(stray.count).toBe(0)
    })
  },
)

test.each(thrown)("%s that catch, onStart and onHandled throw is logged", async (_, make) => {
  const stray = strays()
  const { live, connected } = world()
  const fails = () => {
    throw make()
  }
  const made = await live(
    (bot) => {
      bot.onStart(fails)
      bot.onMessage({ text: "go" }, fails)
      bot.onMessage((message) => message.send("here"))
      bot.catch(fails)
    },
    { onHandled: fails },
  )
  const alice = await connected("alice", made)
  await alice.say("go")
  await alice.say("hello")
  await alice.expectMessage("here")
  expect(new Set(made.said("error"))).toEqual(
    new Set(["error a handler failed", "error onHandled failed"]),
  )
  expect(stray.count).toBe(0)
})

test("a boundary gets what the filters of its own group throw, after the middleware of the group", async () => {
  const { live, connected } = world()
  const seen: string[] = []
  const made = await live((bot) => {
    bot.group({}, (group) => {
      group.use((_, next) => {
        seen.push("middleware")
        return next()
      })
      group.onMessage({ when: fault }, () => {})
      group.catch(() => void seen.push("of the group"))
    })
    bot.catch(() => void seen.push("of the bot"))
  })
  const alice = await connected("alice", made)
  await alice.say("hello")
  await later(() => seen.length === 2)
  expect(seen).toEqual(["middleware", "of the group"])
})

test("a logger that throws, or whose promise is rejected, holds nothing up", async () => {
  const stray = strays()
  const { live, connected } = world()
  const log = { debug: fault, info: async () => fault(), warn: fault, error: async () => fault() }
  const made = await live(
    (bot) => {
      bot.onMessage({ text: "go" }, fault)
      bot.onMessage((message) => message.send("here"))
    },
    { logging: log },
  )
  const alice = await connected("alice", made)
  await alice.say("go")
  await alice.say("hello")
  await alice.expectMessage("here")
  expect(stray.count).toBe(0)
})
