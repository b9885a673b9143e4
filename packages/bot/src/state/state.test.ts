import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, describe, expect, test } from "vitest"
import { contact, directItem, group, groupItem, member } from "../../test/fixtures/items.ts"
import { message, noApi, update } from "../../test/fixtures/update.ts"
import { Composer } from "../composer/composer.ts"
import { ConfigurationError } from "../errors.ts"
import { rateLimit } from "./rate-limit.ts"
import { Sessions } from "./sessions.ts"
import { memoryStorage, sqliteStorage } from "./storage.ts"

const alice = contact(4, "alice")
const fromAlice = message(directItem(alice, "x"))
const fromBob = message(directItem(contact(5, "alice"), "x"))
const carol = message(groupItem(group(1), member(2), "x"))
const dave = message(groupItem(group(1), member(3), "x"))

describe("sessions", () => {
  const count = (storage = memoryStorage()) =>
    new Sessions({ initial: () => ({ count: 0 }), storage })
  const plusOne = ({ count }: { count: number }) => ({ count: count + 1 })

  test("belong to the chat, by its id, not its name", async () => {
    const sessions = count()
    await sessions.update(fromAlice, plusOne)
    expect(await sessions.update(fromAlice, plusOne)).toEqual({ count: 2 })
    expect(await sessions.read(fromBob)).toEqual({ count: 0 })
    await sessions.update(carol, plusOne)
    expect(await sessions.read(dave)).toEqual({ count: 1 })
    await sessions.clear(fromAlice)
    expect(await sessions.read(fromAlice)).toEqual({ count: 0 })
  })

  test("belong to the sender when that is wanted", async () => {
    const sessions = new Sessions({ initial: () => 0, per: "sender" })
    await sessions.update(carol, (n) => n + 1)
    expect([await sessions.read(carol), await sessions.read(dave)]).toEqual([1, 0])
  })

  test("lose no update that runs at the same time, nor by one that fails", async () => {
    const sessions = count()
    const slow = sessions.update(fromAlice, async (data) => {
      await new Promise((resolve) => setImmediate(resolve))
      return plusOne(data)
    })
    const failing = sessions.update(fromAlice, () => Promise.reject(new Error("no")))
    await Promise.all([
      slow,
      expect(failing).rejects.toThrow("no"),
      sessions.update(fromAlice, plusOne),
    ])
    expect(await sessions.read(fromAlice)).toEqual({ count: 2 })
  })

  test("are not changed by what is done to their data", async () => {
    const sessions = count()
    const data = await sessions.update(fromAlice, plusOne)
    data.count = 99
    expect(await sessions.read(fromAlice)).toEqual({ count: 1 })
  })

  describe("in SQLite", () => {
    const folder = mkdtempSync(join(tmpdir(), "bot-sessions-"))
    afterEach(() => rmSync(folder, { recursive: true, force: true }))

    test("say what is wrong with an invalid file", async () => {
      await expect(sqliteStorage(tmpdir())).rejects.toThrow(ConfigurationError)
      const file = join(mkdtempSync(join(tmpdir(), "bot-text-")), "note.txt")
      writeFileSync(file, "this is a note, and no database\n".repeat(100))
      await expect(sqliteStorage(file)).rejects.toThrow(/note.txt cannot be opened as a SQLite/)
      rmSync(dirname(file), { recursive: true })
    })

    test("last", async () => {
      const file = join(folder, "new", "state.db")
      const first = await sqliteStorage(file)
      await count(first).update(fromAlice, plusOne)
      first.close()
      const again = await sqliteStorage(file)
      const sessions = count(again)
      expect(await sessions.read(fromAlice)).toEqual({ count: 1 })
      await sessions.clear(fromAlice)
      expect(await sessions.read(fromAlice)).toEqual({ count: 0 })
      again.close()
    })

    test("in one file need different names, whichever handle they have", async () => {
      const file = join(folder, "shared", "state.db")
      const [one, two] = [await sqliteStorage(file), await sqliteStorage(file)]
      count(one)
      expect(() => count(two)).toThrow(/^name: other sessions in this storage/)
      one.close()
      two.close()
      const again = await sqliteStorage(file)
      count(again)
      again.close()
    })
  })
})

describe("storages", () => {
  test.each([
    ["in memory", () => memoryStorage()],
    ["in SQLite", () => sqliteStorage(join(mkdtempSync(join(tmpdir(), "bot-state-")), "s.db"))],
  ])("%s: to set undefined is to delete, and keys can be listed", async (_, open) => {
    const storage = await open()
    for (const key of ["a/1", "a/2", "b/%1"]) await storage.set(key, { key })
    await storage.set("a/1", undefined)
    await storage.set("a/2", () => {})
    expect([await storage.get("a/1"), await storage.get("a/2")]).toEqual([undefined, undefined])
    expect([...((await storage.keys?.("b/")) ?? [])]).toEqual(["b/%1"])
    expect([...((await storage.keys?.("a/")) ?? [])]).toEqual([])
    await storage.set("a/1", null)
    expect([await storage.get("a/1"), [...((await storage.keys?.()) ?? [])].length]).toEqual([
      null,
      2,
    ])
  })

  test("hold sessions of one name only once", () => {
    const storage = memoryStorage()
    new Sessions({ initial: () => 0, storage })
    new Sessions({ initial: () => 0, storage, name: "other" })
    expect(() => new Sessions({ initial: () => 0, storage })).toThrow(ConfigurationError)
    expect(() => new Sessions({ initial: () => 0, storage, name: "other" })).toThrow(/"other"/)
  })
})

describe("rateLimit", () => {
  test("drops what is too much, says so once, and begins anew", async () => {
    let time = 0
    const seen: string[] = []
    const bot = new Composer()
    const options = { limit: 2, windowMs: 1000, onLimited: () => void seen.push("slowly") }
    bot.use(rateLimit(options, () => time))
    bot.onMessage(({ sender }) => void seen.push(sender.type))
    const say = (from = fromAlice) => bot.dispatch(update(from))
    for (let n = 0; n < 4; n++) await say()
    await say(carol)
    expect(seen).toEqual(["contact", "contact", "slowly", "member"])
    time = 1000
    await say()
    expect(seen.at(-1)).toBe("contact")
  })

  test("counts on in a storage, also for other processes, each bot and limit apart", async () => {
    let time = 0
    const storage = memoryStorage()
    const seen: string[] = []
    const limited = (limit: number, name?: string) => {
      const bot = new Composer().use(
        rateLimit({ limit, windowMs: 1000, storage, name }, () => time),
      )
      bot.onMessage(({ sender }) => void seen.push(`${sender.type} ${limit}`))
      return (from = fromAlice) => bot.dispatch(update(from))
    }
    const [here, there, other] = [limited(2), limited(2), limited(1, "other")]
    await Promise.all([here(), here(), here()])
    await there()
    await there(carol)
    await other()
    expect(seen).toEqual(["contact 2", "contact 2", "member 2", "contact 1"])
    time = 1000
    await there()
    expect(seen.at(-1)).toBe("contact 2")
    expect([...((await storage.keys?.()) ?? [])]).toHaveLength(3)
    expect(() => rateLimit({ limit: 1, windowMs: 1, storage: {} as never })).toThrow(/^storage: /)
  })

  test("lets events pass, and refuses nonsense", async () => {
    const seen: string[] = []
    const bot = new Composer().use(rateLimit({ limit: 1, windowMs: 1 }))
    bot.onEvent("unknown", () => void seen.push("event"))
    const event = { type: "unknown", tag: "x", json: {} } as const
    const { signal } = new AbortController()
    for (let n = 0; n < 3; n++)
      await bot.dispatch({ type: "event", event, api: noApi, state: {}, signal })
    expect(seen).toHaveLength(3)
    expect(() => rateLimit({ limit: 0, windowMs: 1 })).toThrow(ConfigurationError)
    expect(() => rateLimit({ limit: 1, windowMs: NaN })).toThrow(ConfigurationError)
  })
})
