import { describe, expect, test } from "vitest"
import { group, groupItem, member } from "../../test/fixtures/items.ts"
import { message, noApi, text, update } from "../../test/fixtures/update.ts"
import { ConfigurationError, WaitError } from "../errors.ts"
import { Composer } from "./composer.ts"
import type { EventUpdate } from "./handlers.ts"

/** A composer, and what its handlers wrote down. */
function recording() {
  const seen: string[] = []
  const bot = new Composer()
  const note = (what: string) => () => void seen.push(what)
  const noteAndPass =
    (what: string) =>
    async (_: unknown, { next }: { next: () => Promise<void> }) => {
      seen.push(what)
      await next()
    }
  const around = (what: string) => async (_: unknown, next: () => Promise<void>) => {
    seen.push(`${what} {`)
    await next()
    seen.push(`}`)
  }
  const say = async (given: Parameters<typeof update>[0]) => {
    seen.length = 0
    await bot.dispatch(update(given))
    return seen.join(" ")
  }
  return { bot, note, noteAndPass, around, say, seen }
}

describe("which handler runs", () => {
  test("is the first that matches", async () => {
    const { bot, note, say } = recording()
    bot
      .onMessage({ text: "a" }, note("a"))
      .onMessage({ text: /a|b/ }, note("ab"))
      .onMessage(note("all"))
    expect([await say("a"), await say("b"), await say("c")]).toEqual(["a", "ab", "all"])
  })

  test("is none when none matches", async () => {
    const { bot, note, say } = recording()
    bot.onMessage({ text: "a" }, note("a"))
    expect(await say("b")).toBe("")
  })

  test("is a command before any message handler, wherever it was added", async () => {
    const { bot, note, say } = recording()
    bot.onMessage(note("all"))
    bot.group({}, (inner) => inner.onCommand("help", note("help")))
    bot.onCommand(["start", "begin"], { chatType: "group" }, note("start"))
    expect(await say("/help me")).toBe("help")
    expect(await say("/begin")).toBe("all")
    expect(await say(message(groupItem(group(1), member(2), "/begin")))).toBe("start")
    expect(await say("/helpme")).toBe("all")
    expect(await say("help")).toBe("all")
  })

  test("is also the next match with next(), commands first, groups at their place", async () => {
    const { bot, note, noteAndPass, say } = recording()
    bot.onMessage(noteAndPass("m1"))
    bot.group({ text: /x/ }, (inner) => {
      inner.onMessage(noteAndPass("g.m"))
      inner.onCommand("go", noteAndPass("g.c"))
    })
    bot.onCommand("go", noteAndPass("c"))
    bot.onMessage(note("m2"))
    expect(await say("/go x")).toBe("g.c c m1 g.m m2")
    expect(await say("/go")).toBe("c m1 m2")
    expect(await say("x")).toBe("m1 g.m m2")
  })

  test("resolves next() at once when there is no further match", async () => {
    const { bot, noteAndPass, say } = recording()
    bot.onMessage(noteAndPass("only"))
    expect(await say("a")).toBe("only")
  })

  test("counts handlers that are added later", async () => {
    const { bot, note, say } = recording()
    let late: Composer | undefined
    bot.group({}, (inner) => void (late = inner))
    expect(await say("a")).toBe("")
    late?.onMessage(note("late"))
    expect(await say("a")).toBe("late")
  })

  test("is refused a second next()", async () => {
    const { bot } = recording()
    bot.onMessage(async (_, { next }) => {
      await next()
      await next()
    })
    await expect(bot.dispatch(update("a"))).rejects.toThrow("next() was called twice")
  })
})

describe("what a handler gets", () => {
  test("the match of its own pattern", async () => {
    const { bot } = recording()
    const found: unknown[] = []
    bot.onMessage({ text: /(\d)/ }, async (_, { match, next }) => {
      await next()
      found.push(match[1])
    })
    bot.onMessage({ text: ["x", /([a-z])/] }, (_, { match }) => void found.push(match?.[1]))
    await bot.dispatch(update("a1"))
    expect(found).toEqual(["a", "1"])
  })

  test("the parts of a command", async () => {
    const { bot } = recording()
    const calls: unknown[] = []
    bot.onCommand("post", (_, { name, args, line, lines, text }) => {
      calls.push({ name, args, line, lines, text })
    })
    await bot.dispatch(update('/post "to all" now\nfirst\n second'))
    expect(calls).toEqual([
      {
        name: "post",
        args: ["to all", "now", "first", "second"],
        line: '"to all" now',
        lines: ["first", " second"],
        text: '"to all" now\nfirst\n second',
      },
    ])
  })
})

describe("middleware", () => {
  test("wraps all handlers, in order, whenever it was added", async () => {
    const { bot, note, around, say } = recording()
    bot.onMessage(note("all")).onCommand("c", note("c"))
    bot.use(around("one"), around("two"))
    expect(await say("a")).toBe("one { two { all } }")
    expect(await say("/c")).toBe("one { two { c } }")
  })

  test("of the bot sees messages that no handler takes", async () => {
    const { bot, around, say } = recording()
    bot.use(around("one"))
    expect(await say("a")).toBe("one { }")
  })

  test("of a group runs once, around its handlers only", async () => {
    const { bot, note, noteAndPass, around, say } = recording()
    bot.group({ text: /x/ }, (inner) => {
      inner.use(around("group"))
      inner.onCommand("c", noteAndPass("g.c")).onMessage({ text: /x/ }, noteAndPass("g.m"))
    })
    bot.onMessage(note("all"))
    expect(await say("/c x")).toBe("group { g.c g.m all }")
    expect(await say("x")).toBe("group { g.m all }")
    expect(await say("a")).toBe("all")
  })

  test("stops what it does not pass on", async () => {
    const { bot, note, say } = recording()
    bot.onMessage({ text: "a" }, note("a"))
    bot.use(() => {})
    expect(await say("a")).toBe("")
  })
})

describe("state", () => {
  test("goes from middleware to the handlers of the same update, and to no other", async () => {
    const { bot } = recording()
    const seen: unknown[] = []
    bot.use((update, next) => {
      if (update.type === "message" && update.message.text === "a")
        Object.assign(update.state, { user: "alice" })
      return next()
    })
    bot.onCommand("c", (_, { state }) => void seen.push(state))
    bot.onMessage(async (_, { state, next }) => {
      seen.push(state)
      await next()
    })
    bot.onMessage((_, { state }) => void seen.push(state))
    for (const text of ["a", "b", "/c"]) await bot.dispatch(update(text))
    expect(seen).toEqual([{ user: "alice" }, { user: "alice" }, {}, {}, {}])
  })
})

describe("branch", () => {
  test("has one part for each answer", async () => {
    const { bot, note, say } = recording()
    bot.branch(
      { text: /^\d+$/ },
      (numbers) => numbers.onMessage(note("number")),
      (others) => others.onMessage(note("other")).onCommand("c", note("c")),
    )
    expect([await say("1"), await say("a"), await say("/c")]).toEqual(["number", "other", "c"])
  })
})

describe("errors", () => {
  const boom = new Error("boom")
  const fail = () => {
    throw boom
  }

  test("go through the middleware to catch, with the update", async () => {
    const { bot, seen, around } = recording()
    bot.use(around("one")).onMessage(fail)
    bot.catch((error, failed) => void seen.push(`${String(error)} ${failed.type}`))
    await bot.dispatch(update("a"))
    expect(seen).toEqual(["one {", "Error: boom message"])
  })

  test("reject where there is no catch", async () => {
    const { bot } = recording()
    bot.onMessage(() => Promise.reject(boom))
    await expect(bot.dispatch(update("a"))).rejects.toBe(boom)
  })

  test("go to the boundary of the group, and what that throws to the one around", async () => {
    const { bot, seen } = recording()
    bot.group({}, (outer) => {
      outer.catch((error) => void seen.push(`outer ${String(error)}`))
      outer.group({}, (inner) => {
        inner.onMessage(fail)
        inner.catch((error) => {
          seen.push(`inner ${String(error)}`)
          throw new Error("worse")
        })
      })
    })
    await bot.dispatch(update("a"))
    expect(seen).toEqual(["inner Error: boom", "outer Error: worse"])
  })

  test("of a handler outside of the group do not go to the group", async () => {
    const { bot, seen, noteAndPass } = recording()
    bot.group({}, (inner) => {
      inner.catch(() => void seen.push("group"))
      inner.onMessage(noteAndPass("inner"))
    })
    bot.onMessage(fail)
    bot.catch(() => void seen.push("bot"))
    await bot.dispatch(update("a"))
    expect(seen).toEqual(["inner", "bot"])
  })

  test("do not take the end of the bot for a failure", async () => {
    const { bot, seen } = recording()
    bot.onMessage(() => Promise.reject(new WaitError("stopping")))
    bot.catch(() => void seen.push("caught"))
    await expect(bot.dispatch(update("a"))).rejects.toThrow("the bot stops")
    expect(seen).toEqual([])
  })
})

describe("events", () => {
  const event = (tag: string): EventUpdate => ({
    type: "event",
    event: { type: "unknown", tag, json: {} },
    api: noApi,
    state: {},
    signal: new AbortController().signal,
  })

  test("go to the first handler of their tag, through the middleware, next() passes on", async () => {
    const { bot, note, noteAndPass, around, seen } = recording()
    bot.use(around("bot"))
    bot.onMessage(note("message")).onEvent("contactConnected", note("other"))
    bot.group({ text: "never" }, (inner) => {
      inner.use(around("group")).onEvent("unknown", noteAndPass("first"))
    })
    bot.onEvent("unknown", note("second")).onEvent("unknown", note("third"))
    await bot.dispatch(event("x"))
    expect(seen.join(" ")).toBe("bot { group { first second } }")
  })
})

describe("mistakes", () => {
  test.each<[string, (bot: Composer) => void, RegExp]>([
    ["a slash in a name", (bot) => bot.onCommand("/help", () => {}), /without a slash/],
    ["no name", (bot) => bot.onCommand([], () => {}), /at least one/],
    ["a composer for middleware", (bot) => bot.use(bot as never), /group\(\{\}, composer\)/],
    ["no handler", (bot) => bot.onMessage({} as () => void), /handler must be a function/],
    ["an invalid filter", (bot) => bot.onMessage("text" as never, () => {}), /must be an object/],
    ["an unknown key", (bot) => bot.group({ chat: 1 } as object, () => {}), /no key chat/],
  ])("%s", (_, declare, problem) => {
    const declared = () => declare(new Composer())
    expect(declared).toThrow(ConfigurationError)
    expect(declared).toThrow(problem)
  })

  test("one composer in two groups", () => {
    const shared = new Composer()
    const bot = new Composer().group({}, shared)
    expect(() => bot.group({}, shared)).toThrow(/already in a group/)
  })
})

test("replies with the problem and the usage when arguments are wrong", async () => {
  const { arg } = await import("../commands/argument-kinds.ts")
  const bot = new Composer()
  const problems: string[] = []
  const handled: number[] = []
  bot.onCommand(
    "sq",
    { args: { n: arg.int() }, invalid: (_, { message }) => void problems.push(message) },
    (_, { args }) => void handled.push(args.n ** 2),
  )
  await bot.dispatch(update("/sq x"))
  await bot.dispatch(update(text("/sq 7")))
  expect(problems).toEqual(["n: a whole number is needed\nUsage: /sq <n>"])
  expect(handled).toEqual([49])
})
