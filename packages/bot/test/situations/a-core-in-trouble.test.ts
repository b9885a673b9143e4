import { ChatApi } from "@simplex-chat/api"
import { MigrationError } from "@simplex-chat/core-ffi"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, describe, expect, test, vi } from "vitest"
import { Bot, type BotOptions, ConfigurationError, type Message } from "../../src/index.ts"
import { contact } from "../fixtures/items.ts"
import { SmallCore } from "../fixtures/small-core.ts"
import { startBot } from "../fixtures/start-bot.ts"
import { answering, later, world } from "../fixtures/world.ts"

afterEach(() => void vi.restoreAllMocks())

test("a core that keeps answering chatItemNotFound is not asked again without pause", async () => {
  const { live, connected } = world()
  const seen: string[] = []
  const made = await live((bot) => bot.onMessage(({ text }) => void seen.push(text)))
  const alice = await connected("alice", made)
  await made.bot.stop()
  await alice.say("missed")
  let asked = 0
  const again = await live((bot) => {
    bot.onMessage(({ text }) => void seen.push(text))
    answering(bot.options.db as typeof made.core, (command) => {
      if (!command.startsWith("/_get chat @")) return undefined
      asked++
      return { error: { type: "errorStore", storeError: { type: "chatItemNotFound", itemId: 1 } } }
    })
  })
  await later(() => asked > 0)
  await sleep(500)
  expect(asked).toBeLessThan(10)
  expect(await again.bot.health()).toMatchObject({ ok: false })
  expect(again.said("error").length).toBeGreaterThan(0)
})

test("a state that cannot be closed does not hold the bot up, nor reject stop()", async () => {
  const { live } = world()
  const made = await live(() => {})
  const served = made.bot.serveForever()
  vi.spyOn(ChatApi.prototype, "close").mockRejectedValue(new Error("the core is stuck"))
  const stopped = await made.bot.stop()
  expect(stopped).toMatchObject({ unfinished: 0, failure: new Error("the core is stuck") })
  await expect(served).rejects.toThrow("the core is stuck")
})

test("stopping while the library is being downloaded gives up at once", async () => {
  const init = vi.spyOn(ChatApi, "init").mockImplementation(
    (_, options) =>
      new Promise((_, reject) => {
        options?.signal?.addEventListener("abort", () => reject(options.signal?.reason as Error))
      }),
  )
  const bot = new Bot({
    profile: { displayName: "slow" },
    db: new SmallCore(),
    logging: "silent",
  })
  const served = bot.serveForever()
  await later(() => init.mock.calls.length === 1)
  expect(await bot.stop()).toEqual({ unfinished: 0, failure: undefined })
  expect(await served).toEqual({ unfinished: 0, failure: undefined })
})

test("a second bot on one open core is refused, and the first goes on", async () => {
  const { network, connected, live } = world()
  const first = await live((bot) => bot.onMessage((message) => message.send("first")))
  const second = new Bot({ profile: { displayName: "second" }, db: first.core, logging: "silent" })
  await expect(second.start()).rejects.toThrow(ConfigurationError)
  const alice = await connected("alice", first)
  await alice.say("hello")
  await alice.expectMessage("first")
  await network.idle()
})

const used: readonly (readonly [string, (message: Message) => Promise<unknown>])[] = [
  ["sends", (message) => message.send("answer")],
  ["downloads", (message) => message.download()],
  ["waits for a delivery", async (message) => (await message.send("answer")).delivered()],
  [
    "wraps what fails",
    (message) =>
      message.send("answer").catch((error: unknown) => {
        throw new Error("no answer", { cause: error })
      }),
  ],
]

test.each(used)(
  "when the core is lost under a handler that %s, the message comes again",
  async (_, use) => {
    const { network, live, connected, folder } = world()
    const runs: string[] = []
    let isLost = false
    const declare = (bot: Bot) => {
      bot.catch(() => void runs.push("caught"))
      bot.onMessage(async (message) => {
        runs.push("begins")
        if (isLost) return
        network.faults.offline("bot")
        network.faults.fileServersDown = true
        network.faults.hang("bot", "/_send")
        setTimeout(() => {
          isLost = true
          first.core.kill()
        }, 20)
        await use(message)
        runs.push("ends")
      })
    }
    const first = await live(declare)
    const alice = await connected("alice", first)
    await alice.sendFile(join(folder, "a.txt"), Buffer.from("a"))
    await later(() => isLost)
    await first.bot.stop()
    network.faults.offline("bot", false)
    await live(declare)
    await later(() => runs.length === 2)
    expect(runs).toEqual(["begins", "begins"])
  },
)

test("five thousand messages are handled while one waits, and then it is done, too", async () => {
  const alice = contact(4)
  let handled = 0
  const { core, bot } = await startBot((bot) => {
    bot.onMessage({ text: "wait" }, async (message) => {
      await message.waitFor({ text: "go on" })
    })
    bot.onMessage(() => void handled++)
  })
  core.contactSays(alice, "wait")
  for (let n = 0; n < 5000; n++) core.contactSays(alice, "x")
  await later(() => handled === 5000)
  core.contactSays(alice, "go on")
  await later(async () => (await bot.health()).working === 0)
  expect(handled).toBe(5000)
})

describe("a database of another version", () => {
  const upgrade = {
    type: "upgrade",
    upMigrations: [
      { upName: "20260101_badges", withDown: true },
      { upName: "20260301_relays", withDown: true },
    ],
  } as const
  const downgrade = { type: "downgrade", downMigrations: ["20260901_tomorrow"] } as const

  /** A bot whose library answers so when it may not migrate; what was confirmed, and logged. */
  async function opened(
    migrationError: typeof upgrade | typeof downgrade | undefined,
    confirmMigrations?: BotOptions["confirmMigrations"],
  ) {
    const { network, make, folder } = world()
    const confirmed: unknown[] = []
    const init = ChatApi.init.bind(ChatApi)
    vi.spyOn(ChatApi, "init").mockImplementation((db, options) => {
      if ("sendCommand" in db) return init(db, options)
      confirmed.push(db.confirmMigrations)
      const isAllowed =
        migrationError?.type === "upgrade"
          ? ["yesUp", "yesUpDown"].includes(db.confirmMigrations ?? "")
          : db.confirmMigrations === "yesUpDown"
      if (migrationError === undefined || isAllowed)
        return init(network.openCore({ name: "opened" }), options)
      const result = { type: "errorMigration", dbFile: "bot_chat.db", migrationError } as const
      return Promise.reject(new MigrationError("bot", result))
    })
    const made = make(() => {}, { db: { filePrefix: join(folder, "data") }, confirmMigrations })
    const error: unknown = await made.bot.start().then(
      () => undefined,
      (error: unknown) => error,
    )
    const said = made.log.lines.filter(({ level }) => level === "warn")
    return { confirmed, error, said }
  }

  test("an older one is upgraded, and the log says so, with the migrations", async () => {
    const { confirmed, error, said } = await opened(upgrade)
    expect([confirmed, error]).toEqual([["error", "yesUp"], undefined])
    expect(said).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/upgraded; older versions .* cannot open it/) as string,
        migrations: ["20260101_badges", "20260301_relays"],
      }),
    ])
  })

  test("one of this version, or a new one, is opened once, without a word", async () => {
    expect(await opened(undefined)).toEqual({ confirmed: ["error"], error: undefined, said: [] })
  })

  test("a newer one is refused, unless a downgrade is confirmed", async () => {
    const refused = await opened(downgrade)
    expect(refused).toMatchObject({ confirmed: ["error"], error: { name: "MigrationError" } })
    expect(refused.said).toEqual([])
    vi.restoreAllMocks()
    const { error, said } = await opened(downgrade, "yesUpDown")
    expect(error).toBeUndefined()
    expect(said).toMatchObject([{ migrations: ["20260901_tomorrow"] }])
  })

  test("one that must not be migrated is not, and the error says what it needs", async () => {
    const { confirmed, error } = await opened(upgrade, "error")
    expect(confirmed).toEqual(["error"])
    expect(String(error)).toContain("needs 2 migrations")
  })
})
