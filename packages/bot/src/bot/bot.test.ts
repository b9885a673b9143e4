import { describe, expect, test, vi } from "vitest"
import { contact } from "../../test/fixtures/items.ts"
import { emptyDisk, SmallCore } from "../../test/fixtures/small-core.ts"
import { startBot, until } from "../../test/fixtures/start-bot.ts"
import { BotError, ConfigurationError } from "../errors.ts"
import { Bot } from "./bot.ts"
import type { BotOptions } from "./options.ts"

const alice = contact(4, "alice")

describe("starting", () => {
  test("makes user, address and settings what is declared", async () => {
    const { bot, core } = await startBot(() => {}, {
      profile: { displayName: "squarer", shortDescr: "squares numbers" },
      welcome: "Send a number",
      commands: [
        { keyword: "help", label: "Help" },
        { label: "More", commands: [{ keyword: "cube", label: "Cube", params: "<n>" }] },
      ],
    })
    expect(core.disk.user?.profile).toMatchObject({
      displayName: "squarer",
      shortDescr: "squares numbers",
      peerType: "bot",
      preferences: {
        files: { allow: "no" },
        commands: [
          { type: "command", keyword: "help", label: "Help" },
          {
            type: "menu",
            label: "More",
            commands: [{ type: "command", keyword: "cube", label: "Cube", params: "<n>" }],
          },
        ],
      },
    })
    expect(core.disk.address?.addressSettings).toEqual({
      businessAddress: false,
      autoAccept: { acceptIncognito: false },
      autoReply: { type: "text", text: "Send a number" },
    })
    expect(bot.address).toBe("https://smp.example/a#short")
    expect(core.started).toBe(true)
  })

  test("changes nothing the second time, and only what differs the third", async () => {
    const disk = emptyDisk()
    const options = { welcome: "hi", commands: [{ keyword: "help", label: "Help" }] }
    await (await startBot(() => {}, options, new SmallCore(disk))).bot.stop()
    const second = await startBot(() => {}, options, new SmallCore(disk))
    await second.bot.stop()
    expect(second.core.changes).toEqual(["StartChat", "APIStopChat"])
    const third = await startBot(() => {}, { ...options, welcome: "hello" }, new SmallCore(disk))
    expect(third.core.changes).toEqual(["StartChat", "APISetAddressSettings"])
    const fourth = await startBot(
      () => {},
      { ...options, welcome: "hello", allowFiles: true },
      new SmallCore(disk),
    )
    expect(fourth.core.changes).toEqual(["StartChat", "APIUpdateProfile"])
    expect(fourth.bot.user.profile.preferences?.files).toEqual({ allow: "yes" })
  })

  test("leaves alone what the options exclude", async () => {
    const { bot, core } = await startBot(() => {}, { createAddress: false })
    expect([bot.address, core.disk.address]).toEqual([undefined, undefined])
    core.disk.user = undefined as never
    const disk = { ...emptyDisk() }
    await (await startBot(() => {}, {}, new SmallCore(disk))).bot.stop()
    const options = { updateProfile: false, updateAddress: false, welcome: "new", allowFiles: true }
    const { core: second } = await startBot(() => {}, options, new SmallCore(disk))
    expect(second.changes).toEqual(["StartChat"])
  })

  test("that fails closes the core, and can say why", async () => {
    const core = new SmallCore()
    core.before = (name) => {
      if (name === "StartChat") throw new Error("no network")
    }
    await expect(startBot(() => {}, {}, core)).rejects.toThrow("StartChat failed")
    expect(core.closed).toBe(true)
  })

  test("warns of commands in the menu that nothing handles", async () => {
    const { log } = await startBot(
      (bot) => bot.group({}, (all) => all.onCommand("help", () => {})),
      {
        commands: [
          { keyword: "help", label: "Help" },
          { label: "More", commands: [{ keyword: "cube", label: "Cube" }] },
        ],
      },
    )
    const warnings = log.lines.filter(({ message }) => message.includes("menu"))
    expect(warnings).toMatchObject([{ level: "warn", command: "cube" }])
  })

  test("lets the bot send to whom it wants, in parts where that is needed", async () => {
    const { bot, core } = await startBot(() => {})
    core.contactSays(alice, "hi")
    const sent = await bot.send({ chatType: "direct", chatId: 4 }, "word ".repeat(5000))
    expect(sent.items.length).toBeGreaterThan(1)
    await bot.send(alice, { type: "text", text: "bye" })
    expect(core.sent.join("")).toBe(`${"word ".repeat(5000)}bye`)
    const early = new Bot({ profile: { displayName: "b" }, db: new SmallCore() })
    await expect(early.send(alice, "hi")).rejects.toThrow("api: the bot has not started yet")
  })

  test("is needed before the api is there", () => {
    const bot = new Bot({ profile: { displayName: "b" }, db: new SmallCore() })
    expect(() => bot.api).toThrow(new BotError("api: the bot has not started yet"))
  })
})

describe("what the application gave", () => {
  const failing = () => {
    throw new Error("no disk")
  }

  test("may fail in onHandled, at once or later, and nothing stops", async () => {
    const onHandled = (() => Promise.reject(new Error("metrics are down"))) as () => void
    const { core, log } = await startBot((bot) => bot.onMessage(() => {}), { onHandled })
    core.contactSays(alice, "one")
    const failures = () => log.lines.filter(({ message }) => message === "onHandled failed")
    await until(() => failures().length > 0)
    expect(failures()).toMatchObject([{ level: "error", error: "Error" }])
  })

  test("may fail as a logger, and messages are handled", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {})
    const logging = { debug: failing, info: failing, warn: failing, error: failing }
    const seen: string[] = []
    const { core } = await startBot(
      (bot) =>
        bot.onMessage(({ text }) => {
          seen.push(text)
          throw Object.defineProperty(new Error("x"), "stack", { get: failing })
        }),
      { logging },
    )
    for (const text of ["one", "two"]) core.contactSays(alice, text)
    await until(() => seen.length === 2)
    expect(warned).toHaveBeenCalledWith("the logger failed at the level error", "BotWarning")
    warned.mockRestore()
  })
})

describe("mistakes in the options", () => {
  const good = { profile: { displayName: "b" }, db: { filePrefix: "data/b" } }
  test.each<[string, object, RegExp]>([
    ["no profile", { db: good.db }, /^profile: give the bot a name/],
    [
      "a name with blanks",
      { ...good, profile: { displayName: " b" } },
      /^profile.displayName: must be one line/,
    ],
    ["no database", { profile: good.profile }, /^db: say where the database is/],
    ["a database of another kind", { ...good, db: { file: "x" } }, /filePrefix/],
    [
      "two databases",
      { ...good, db: { ...good.db, connectionString: "x" } },
      /^db: has filePrefix and connectionString/,
    ],
    ["an empty path", { ...good, db: { filePrefix: "" } }, /^db: say where the database is/],
    ["an empty state file", { ...good, stateFile: "" }, /^stateFile: must not be empty/],
    [
      "an unknown option",
      { ...good, onMessage() {} },
      /^onMessage: there is no such option; the options are profile/,
    ],
    ["a wrong type", { ...good, autoAccept: "yes" }, /^autoAccept: must be boolean, not string/],
    ["null", { ...good, welcome: null }, /^welcome: must be string or object, not null/],
    [
      "no handlers at all",
      { ...good, concurrency: 0 },
      /^concurrency: must be a whole number of at least 1/,
    ],
    ["half a message", { ...good, catchUp: { perChat: 0.5 } }, /^catchUp.perChat/],
    [
      "a slash in the menu",
      { ...good, commands: [{ keyword: "/a", label: "A" }] },
      /without a slash/,
    ],
    ["a menu that is no array", { ...good, commands: { help: "Help" } }, /must be an array/],
    [
      "a menu in the menu that is none",
      { ...good, commands: [{ label: "More", commands: "help" }] },
      /^commands: More: must be an array/,
    ],
    [
      "an unknown part of the profile",
      { ...good, profile: { displayName: "b", fullname: "B" } },
      /^profile.fullname: there is no such option; the options are displayName, fullName/,
    ],
    [
      "a path for the picture",
      { ...good, profile: { displayName: "b", image: "cat.png" } },
      /^profile.image: must be a data URI/,
    ],
    ["an unknown part of catchUp", { ...good, catchUp: { perchat: 5 } }, /^catchUp.perchat/],
    ["true for catchUp", { ...good, catchUp: true }, /give \{ perChat: NUMBER \}/],
    ["an unknown level", { ...good, logging: "verbose" }, /^logging: must be one of debug, info/],
    ["half a logger", { ...good, logging: { info() {} } }, /a logger needs the functions debug/],
    ["an empty welcome", { ...good, welcome: "" }, /^welcome: must not be empty/],
    ["an entry without label", { ...good, commands: [{ keyword: "a" }] }, /needs a label/],
  ])("%s", (_, options, problem) => {
    expect(() => new Bot(options as BotOptions)).toThrow(ConfigurationError)
    expect(() => new Bot(options as BotOptions)).toThrow(problem)
  })
})

describe("stopping", () => {
  test("lets handlers finish, begins no others, and closes the core", async () => {
    let release = () => {}
    const begun: string[] = []
    const { bot, core } = await startBot((bot) => {
      bot.onMessage(async (message) => {
        begun.push(message.text)
        await new Promise<void>((resolve) => (release = resolve))
        await message.send(`done ${message.text}`)
      })
    })
    core.contactSays(alice, "1")
    core.contactSays(alice, "2")
    await until(() => begun.length === 1)
    const stopping = bot.stop()
    release()
    expect(await stopping).toEqual({ unfinished: 0, failure: undefined })
    expect([begun, core.sent, core.started, core.closed]).toEqual([["1"], ["done 1"], false, true])
    expect(await bot.stop()).toEqual({ unfinished: 0, failure: undefined })
    await expect(bot.start()).rejects.toThrow("create another one")
  })

  test("can be what a handler asks for and waits for", async () => {
    const outcomes: string[] = []
    const { bot, core } = await startBot(
      (bot) => {
        bot.onCommand("stop", async (message) => {
          await message.send("bye")
          await bot.stop()
        })
        bot.onMessage(async (message) => {
          await until(() => core.sent.includes("bye"))
          // One that has more to do is waited for still.
          void bot.stop()
          await message.send("one moment")
        })
      },
      { stopTimeoutMs: 60_000, onHandled: ({ outcome }) => outcomes.push(outcome) },
    )
    core.contactSays(alice, "/stop")
    core.contactSays(contact(5), "stop")
    await until(() => core.sent.length === 2)
    expect(await bot.stop()).toEqual({ unfinished: 0, failure: undefined })
    expect(core.sent.toSorted()).toEqual(["bye", "one moment"])
    expect(outcomes).toEqual(["done", "done"])
  })

  test("does not wait longer than it may", async () => {
    let signal: AbortSignal | undefined
    const { bot, core } = await startBot(
      (bot) => {
        bot.onMessage((_, context) => {
          signal = context.signal
          return new Promise(() => {})
        })
      },
      { stopTimeoutMs: 20 },
    )
    core.contactSays(alice, "1")
    await until(() => signal)
    expect(await bot.stop()).toMatchObject({ unfinished: 1 })
    expect(signal?.aborted).toBe(true)
    expect(core.closed).toBe(true)
  })

  test("ends serveForever, as does a signal; a core that is lost makes it fail", async () => {
    const served = (core: SmallCore, signal?: AbortSignal) => {
      const bot = new Bot({ profile: { displayName: "b" }, db: core, logging: "silent" })
      return { bot, serving: bot.serveForever({ signal }) }
    }
    const one = served(new SmallCore())
    await one.bot.start()
    await one.bot.stop()
    expect(await one.serving).toMatchObject({ unfinished: 0 })
    await served(new SmallCore(), AbortSignal.abort()).serving
    const core = new SmallCore()
    const lost = served(core)
    await lost.bot.start()
    await core.close()
    await expect(lost.serving).rejects.toThrow("the core was closed")
  })
})

describe("health", () => {
  test("is what the database says", async () => {
    const { bot, core } = await startBot(() => {})
    expect(await bot.health()).toEqual({
      ok: true,
      database: true,
      receiving: true,
      stuck: 0,
      working: 0,
      queued: 0,
    })
    core.before = () => {
      throw new Error("gone")
    }
    expect(await bot.health()).toMatchObject({ ok: false })
    core.before = () => new Promise(() => {})
    expect(await bot.health({ timeoutMs: 10 })).toMatchObject({ ok: false })
    core.before = () => {}
    await bot.stop()
    expect(await bot.health()).toMatchObject({ ok: false })
  })
})

describe("metrics", () => {
  test("tell what was handled, and nothing of what it said", async () => {
    const handled: unknown[] = []
    const { core } = await startBot(
      (bot) => {
        bot.onCommand("fail", () => Promise.reject(new Error("secret")))
        bot.onMessage(() => {})
        bot.onEvent("contactConnected", () => {})
      },
      { onHandled: ({ durationMs, ...rest }) => handled.push([rest, durationMs >= 0]) },
    )
    core.contactSays(alice, "/fail")
    core.contactSays(alice, "secret")
    core.say("contactConnected", { contact: alice })
    await until(() => handled.length === 3)
    expect(handled).toEqual([
      [{ type: "command", kind: "text", outcome: "failed" }, true],
      [{ type: "message", kind: "text", outcome: "done" }, true],
      [{ type: "event", kind: "contactConnected", outcome: "done" }, true],
    ])
  })
})
