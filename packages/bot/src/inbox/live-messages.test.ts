import { ChatCommandError } from "@simplex-chat/api"
import { createNetwork, type Person } from "@simplex-chat/testing"
import type { T } from "@simplex-chat/types"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest"
import { contact, directItem } from "../../test/fixtures/items.ts"
import { Bot } from "../bot/bot.ts"
import { LiveMessages } from "./live-messages.ts"

/** Types a message: sends its beginning, and gives what changes it. */
async function typing(person: Person, chat: string, text: string) {
  const content = (text: string) =>
    JSON.stringify({ msgContent: { type: "text", text }, mentions: {} })
  const sent = await person.command(
    `/_send ${chat} live=on json [${content(text)}]`,
    "newChatItems",
  )
  const id = sent.chatItems[0]?.chatItem.meta.itemId
  const change = (text: string, live: string) =>
    person.command(`/_update item ${chat} ${id}${live} json ${content(text)}`, "chatItemUpdated")
  return {
    more: (text: string) => change(text, " live=on"),
    done: (text: string) => change(text, ""),
    gone: () => person.command(`/_delete item ${chat} ${id} broadcast`, "chatItemsDeleted"),
  }
}

describe("a bot", () => {
  let folder = ""
  const bots: Bot[] = []
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bot-live-"))))
  afterEach(async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.stop()))
    rmSync(folder, { recursive: true, force: true })
  })

  /** One life of a bot that echoes, and holds `wait` until it is let go. */
  async function life(network = createNetwork()) {
    const seen: string[] = []
    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const bot = new Bot({
      profile: { displayName: "echo" },
      db: network.openCore({ name: "bot", folder: join(folder, "core") }),
      stateFile: join(folder, "state.db"),
      logging: "silent",
    })
    bots.push(bot)
    bot.onCommand("name", async (message) => {
      const { text } = await message.ask("Your name?")
      await message.send(`Hello, ${text}`)
    })
    bot.onMessage(async ({ text }) => {
      seen.push(text)
      if (text === "wait") await held
    })
    await bot.start()
    const alice = await network.person(`alice${bots.length}`)
    await alice.connectTo(bot.address ?? "")
    return { network, bot, seen, letGo, alice }
  }

  test("handles what was typed, once, when it is complete; others go on meanwhile", async () => {
    const { seen, alice } = await life()
    const live = await typing(alice, "@4", "Hel")
    await alice.say("another")
    await expect.poll(() => seen).toEqual(["another"])
    await live.more("Hello, wor")
    await live.done("Hello, world")
    await alice.say("last")
    await expect.poll(() => seen).toEqual(["another", "Hello, world", "last"])
  })

  test("handles it complete, too, when its end comes before its turn", async () => {
    const { network, seen, letGo, alice } = await life()
    await alice.say("wait")
    const live = await typing(alice, "@4", "Hel")
    await network.idle()
    await live.done("Hello")
    await network.idle()
    letGo()
    await expect.poll(() => seen).toEqual(["wait", "Hello"])
  })

  test("takes a typed answer when it is complete", async () => {
    const { network, alice } = await life()
    await alice.say("/name")
    await alice.expectMessage("Your name?", { timeoutMs: 60_000 })
    const live = await typing(alice, "@4", "Al")
    await network.idle()
    await live.done("Alice")
    expect(await alice.expectMessage(/^Hello/, { timeoutMs: 60_000 })).toBe("Hello, Alice")
  })

  test("catches up what was typed when it stopped, as it ended", async () => {
    const { network, bot, alice, seen } = await life()
    const live = await typing(alice, "@4", "Hel")
    await alice.say("another")
    await expect.poll(() => seen).toEqual(["another"])
    await bot.stop()
    await live.done("Hello")
    const second = await life(network)
    await expect.poll(() => second.seen).toEqual(["Hello"])
  })

  test("is waited for until the bot stops, and no longer", async () => {
    const set = vi.spyOn(globalThis, "setTimeout")
    const clear = vi.spyOn(globalThis, "clearTimeout")
    onTestFinished(() => void vi.restoreAllMocks())
    const { network, bot, alice } = await life()
    await typing(alice, "@4", "Hel")
    await network.idle()
    const tenMinutes = (): unknown[] =>
      set.mock.calls.flatMap(([, ms], i) =>
        ms === 600_000 ? [set.mock.results[i]?.value as unknown] : [],
      )
    const running = () =>
      tenMinutes().filter((timer) => !clear.mock.calls.some(([one]) => one === timer))
    await expect.poll(() => running().length).toBe(1)
    await bot.stop()
    expect(running()).toEqual([])
  })

  test("catches up one whose sender typed on after the start, and not what was deleted", async () => {
    const { network, bot, alice } = await life()
    const gone = await typing(alice, "@4", "never mind")
    const live = await typing(alice, "@4", "Hel")
    await network.idle()
    await bot.stop()
    const second = await life(network)
    await gone.gone()
    await live.more("Hello")
    await live.done("Hello!")
    await expect.poll(() => second.seen).toEqual(["Hello!"])
  })
})

describe("a message that is never completed", () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const alice = contact(4)
  const chat: T.ChatRef = { chatType: "direct", chatId: 4 }
  const live = (id: number, text: string) => directItem(alice, text, { id, live: true })

  /** A database with these items, and what was released of them. */
  function holding(items: T.AChatItem[], most = 10) {
    const released: unknown[] = []
    const database = { items, failure: undefined as Error | undefined }
    const apiGetChat = () => {
      if (database.failure !== undefined) return Promise.reject(database.failure)
      const chatItems = database.items.map(({ chatItem }) => chatItem)
      return Promise.resolve({ chatInfo: live(0, "").chatInfo, chatItems } as T.AChat)
    }
    const messages = new LiveMessages({ apiGetChat }, { idleMs: 1000, most })
    const hold = (item: T.AChatItem) =>
      messages.hold(chat, item, (typed) => released.push(typed?.chatItem.meta.itemText))
    return { messages, hold, released, database }
  }

  test("is taken as it is after a while without a change", async () => {
    const { messages, hold, released, database } = holding([live(1, "a")])
    await hold(live(1, "a"))
    await vi.advanceTimersByTimeAsync(900)
    database.items = [live(1, "ab")]
    messages.updated(live(1, "ab"))
    await vi.advanceTimersByTimeAsync(900)
    expect(released).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(released).toEqual(["ab"])
    await vi.advanceTimersByTimeAsync(5000)
    expect(released).toHaveLength(1)
  })

  test("is looked for again when the database fails, and given up when it is gone", async () => {
    const { hold, released, database } = holding([live(1, "a"), live(2, "b")])
    database.failure = new Error("busy")
    await hold(live(1, "a"))
    await hold(live(2, "b"))
    await vi.advanceTimersByTimeAsync(1500)
    expect(released).toEqual([])
    database.failure = undefined
    database.items = [live(1, "a")]
    await vi.advanceTimersByTimeAsync(1000)
    expect(released).toEqual(["a", undefined])
    database.failure = new ChatCommandError("APIGetChat", { code: "chatItemNotFound" })
    await hold(live(3, "c"))
    expect(released).toEqual(["a", undefined, undefined])
  })

  test("does not keep others from being held: the oldest is taken", async () => {
    const { messages, hold, released } = holding([live(1, "a"), live(2, "b"), live(3, "c")], 2)
    for (const item of [live(1, "a"), live(2, "b"), live(3, "c")]) await hold(item)
    expect(released).toEqual(["a"])
    messages.stop()
    await vi.advanceTimersByTimeAsync(5000)
    expect(released).toEqual(["a"])
  })

  test("is not waited for any longer once the bot stops", async () => {
    const { messages, hold, released, database } = holding([live(1, "a"), live(2, "b")])
    await hold(live(1, "a"))
    database.failure = new Error("busy")
    const holdingOther = hold(live(2, "b")) // stopped while the database is read
    messages.stop()
    await holdingOther
    expect(vi.getTimerCount()).toBe(0)
    expect(released).toEqual([])
  })
})
