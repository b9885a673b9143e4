import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { contact, directItem, group, groupItem, member } from "../../test/fixtures/items.ts"
import { SmallCore } from "../../test/fixtures/small-core.ts"
import { startBot, until } from "../../test/fixtures/start-bot.ts"
import type { BotOptions } from "./options.ts"

const alice = contact(4, "alice")

describe("messages that came while the bot was down", () => {
  let folder = ""
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bot-state-"))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** One life of a bot: what its handlers have seen. */
  async function live(core: SmallCore, options: Partial<BotOptions> = {}) {
    const seen: string[] = []
    const started = await startBot(
      (bot) => {
        bot.onMessage(({ text }) => void seen.push(text))
      },
      { stateFile: join(folder, "state.db"), ...options },
      core,
    )
    return { ...started, seen }
  }

  /** A core that dies before it reports what it stored. */
  const later = (core: SmallCore) => new SmallCore(structuredClone(core.disk))

  test("are not handled at the very first start", async () => {
    const core = new SmallCore()
    core.hear(directItem(alice, "long ago"), { event: false })
    const { seen } = await live(core)
    core.contactSays(alice, "now")
    await until(() => seen.length > 0)
    expect(seen).toEqual(["now"])
  })

  test("are handled at the next start, in order, each once, of old and new chats", async () => {
    const core = new SmallCore()
    const first = await live(core)
    core.contactSays(alice, "a1")
    await until(() => first.seen.length === 1)
    await first.bot.stop()
    const second = later(core)
    for (const text of ["a2", "a3"]) second.hear(directItem(alice, text), { event: false })
    second.hear(groupItem(group(1), member(2), "g1"), { event: false })
    const { seen, bot } = await live(second)
    await until(() => seen.length === 3)
    expect(seen.filter((text) => text.startsWith("a"))).toEqual(["a2", "a3"])
    expect(seen).toContain("g1")
    second.contactSays(alice, "a4")
    await until(() => seen.length === 4)
    await bot.stop()
    const third = await live(later(second))
    third.core.contactSays(alice, "a5")
    await until(() => third.seen.length > 0)
    expect(third.seen).toEqual(["a5"])
  })

  test("of a group are found, even when they were sent earlier than what is handled", async () => {
    const core = new SmallCore()
    const first = await live(core)
    for (const text of ["1", "2"]) core.memberSays(group(1), member(2), text)
    await until(() => first.seen.length === 2)
    await first.bot.stop()
    const second = later(core)
    second.hear(groupItem(group(1), member(3), "late"), { event: false })
    // The core pages a group by the time of sending.
    second.disk.chats[0]?.chatItems.unshift(second.disk.chats[0].chatItems.pop() as never)
    const { seen } = await live(second)
    await until(() => seen.length > 0)
    expect(seen).toEqual(["late"])
  })

  test("are read page by page, in order, however many there are", async () => {
    const core = new SmallCore()
    await (await live(core)).bot.stop()
    const second = later(core)
    for (let n = 0; n < 450; n++) second.hear(directItem(alice, String(n)), { event: false })
    const { seen } = await live(second)
    await until(() => seen.length === 450)
    expect(seen).toEqual(Array.from({ length: 450 }, (_, n) => String(n)))
  })

  test("are not mixed up with one that comes while they are read", async () => {
    const core = new SmallCore()
    await (await live(core)).bot.stop()
    const second = later(core)
    // Two pages, but not more messages than a chat holds.
    for (let n = 0; n < 60; n++) {
      second.hear(directItem(alice, String(n)), { event: false })
      second.hear(directItem(alice, "of the bot", { sent: true }), { event: false })
    }
    let pages = 0
    second.before = async (name) => {
      if (name !== "APIGetChat" || ++pages !== 2) return
      // The first page was read without it; the second takes until its event is here.
      second.contactSays(alice, "60")
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const { seen } = await live(second)
    await until(() => seen.length === 61)
    expect(seen).toEqual(Array.from({ length: 61 }, (_, n) => String(n)))
  })

  test("are bounded for each chat: the newest, and it is said", async () => {
    const core = new SmallCore()
    await (await live(core)).bot.stop()
    const second = later(core)
    for (let n = 0; n < 5; n++) second.hear(directItem(alice, String(n)), { event: false })
    const { seen, log } = await live(second, { catchUp: { perChat: 2 } })
    await until(() => seen.length === 2)
    expect(seen).toEqual(["3", "4"])
    expect(log.lines).toContainEqual(expect.objectContaining({ chat: "direct:4", count: 3 }))
  })

  test("are passed over when that is wanted", async () => {
    const core = new SmallCore()
    await (await live(core)).bot.stop()
    const second = later(core)
    second.hear(directItem(alice, "missed"), { event: false })
    const { seen } = await live(second, { catchUp: false })
    second.contactSays(alice, "now")
    await until(() => seen.length > 0)
    expect(seen).toEqual(["now"])
  })

  test("come again when the bot stopped while a handler worked or waited, and only then", async () => {
    const core = new SmallCore()
    const stateFile = join(folder, "state.db")
    const begun: string[] = []
    const { bot } = await startBot(
      (bot) => {
        bot.onMessage({ text: "ask" }, async (message) => {
          begun.push("ask")
          await message.ask("?")
        })
        bot.onMessage({ text: "hang" }, () => {
          begun.push("hang")
          return new Promise(() => {})
        })
        bot.onMessage(({ text }) => void begun.push(text))
      },
      { stateFile, stopTimeoutMs: 20 },
      core,
    )
    core.contactSays(alice, "first")
    core.contactSays(alice, "ask")
    core.contactSays(contact(5), "hang")
    core.contactSays(contact(5), "queued")
    core.contactSays(contact(6), "fine")
    await until(() => begun.length === 4)
    await bot.stop()
    const { seen } = await live(later(core))
    await until(() => seen.length === 3)
    expect(seen.toSorted()).toEqual(["ask", "hang", "queued"])
    expect(begun.toSorted()).toEqual(["ask", "fine", "first", "hang"])
  })

  test("come at the next start when a flood was not handled before, none twice", async () => {
    const core = new SmallCore()
    const stateFile = join(folder, "state.db")
    const first: string[] = []
    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const { bot } = await startBot(
      (bot) => {
        bot.onMessage(async ({ text }) => {
          if (text === "0") await held
          first.push(text)
          // In the middle of what was read from the database.
          if (text === "250") void bot.stop()
        })
      },
      { stateFile },
      core,
    )
    for (let n = 0; n < 400; n++) core.contactSays(alice, String(n))
    // In the group, what is not in the database must not hold the rest up.
    core.memberSays(group(1), member(2), "g")
    await until(() => first.includes("g"))
    letGo()
    await until(() => first.includes("250"))
    await bot.stop()
    const { seen } = await live(later(core))
    await until(() => seen.includes("399"))
    const all = [...first, ...seen].filter((text) => text !== "g")
    expect(all).toEqual(Array.from({ length: 400 }, (_, n) => String(n)))
  })

  test("do not come again when their handler threw", async () => {
    const core = new SmallCore()
    const { bot, log } = await startBot(
      (bot) => bot.onMessage(() => Promise.reject(new Error("poison"))),
      { stateFile: join(folder, "state.db") },
      core,
    )
    core.contactSays(alice, "poison")
    await until(() => log.lines.some(({ level }) => level === "error"))
    await bot.stop()
    const second = await live(later(core))
    second.core.contactSays(alice, "next")
    await until(() => second.seen.length > 0)
    expect(second.seen).toEqual(["next"])
  })

  test("are read again when the database could not be read", async () => {
    const core = new SmallCore()
    await (await live(core)).bot.stop()
    const second = later(core)
    second.hear(directItem(alice, "missed"), { event: false })
    let failures = 1
    second.before = (name) => {
      if (name === "APIGetChat" && failures-- > 0) throw new Error("busy")
    }
    const { seen, log } = await live(second)
    await until(() => seen.length === 1)
    expect(log.lines).toContainEqual(expect.objectContaining({ level: "error", chat: "direct:4" }))
  })
})
