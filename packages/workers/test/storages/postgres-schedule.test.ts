import { createNetwork } from "@simplex-chat/testing"
import { Bot } from "@simplex-chat/bot"
import { Schedule } from "@simplex-chat/bot/schedule"
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { postgresScheduleStore } from "../../src/storages/postgres.ts"
import { noPostgres, startPostgres } from "../servers/postgresql.ts"
import { requireHere, type TestServer } from "../servers/unpacked.ts"

const isHere = requireHere(noPostgres)
let server: TestServer
const opened: { close(): Promise<void> }[] = []
beforeAll(async () => {
  if (isHere) server = await startPostgres()
})
afterAll(async () => {
  for (const store of opened) await store.close()
  if (isHere) await server.stop()
})

const open = async () => {
  const store = await postgresScheduleStore({ url: server.url })
  opened.push(store)
  return store
}
const entry = (id: string, at: number) => ({ id, name: "note", at, payload: { id } })
const claim = (owner: string, now: number) => ({
  names: ["note"],
  now,
  until: now + 100,
  owner,
  limit: 10,
})

test("each entry is given to one process, until its claim ends", async () => {
  const bot = randomUUID()
  const store = await open()
  await store.put(bot, entry("a", 10))
  await store.put(bot, entry("b", 20))
  await store.put("other", entry("a", 0))
  const ids = async (owner: string, now: number) =>
    (await store.claim(bot, claim(owner, now))).map(({ id }) => id)
  expect(await ids("one", 5)).toEqual([])
  expect(await ids("one", 20)).toEqual(["a", "b"])
  expect(await ids("two", 20)).toEqual([])
  expect(await store.next(bot, ["note"])).toBe(120)
  expect(await store.extend(bot, "b", "one", 500)).toBe(true)
  expect(await store.extend(bot, "b", "two", 500)).toBe(false)
  expect(await ids("two", 120)).toEqual(["a"])
  await store.finish(bot, "a", "one")
  expect(await store.list(bot)).toHaveLength(2)
  await store.finish(bot, "a", "two")
  await store.release(bot, "b", "one")
  expect(await ids("two", 20)).toEqual(["b"])
  await store.finish(bot, "b", "two", 1000)
  expect(await store.list(bot)).toEqual([{ ...entry("b", 1000), every: undefined }])
  expect(await store.next(bot, ["note"])).toBe(1000)
  expect(await store.next(bot, ["unknown"])).toBeUndefined()
  expect(await store.list("other")).toHaveLength(1)
})

test("a repetition is declared once, and again when it changed", async () => {
  const bot = randomUUID()
  const store = await open()
  const every = (pattern: string) => ({ pattern, timeZone: "Europe/Berlin" })
  await store.declare(bot, { ...entry("a", 10), every: every("0 * * * *") })
  await store.declare(bot, { ...entry("a", 20), every: every("0 * * * *") })
  expect((await store.list(bot))[0]?.at).toBe(10)
  await store.declare(bot, { ...entry("a", 30), every: every("1 * * * *") })
  expect(await store.list(bot)).toEqual([{ ...entry("a", 30), every: every("1 * * * *") }])
  expect(await store.remove(bot, "a")).toBe(true)
  expect(await store.remove(bot, "a")).toBe(false)
})

test("of processes that claim at once, no two get the same", async () => {
  const bot = randomUUID()
  const stores = await Promise.all([open(), open(), open()])
  for (let n = 0; n < 60; n++) await stores[0]?.put(bot, entry(`e${n}`, n))
  const rounds = Array.from({ length: 10 }, (_, round) =>
    stores.map(async (store, n) => store.claim(bot, { ...claim(`${n}/${round}`, 100), limit: 3 })),
  )
  const claimed = (await Promise.all(rounds.flat())).flat().map(({ id }) => id)
  const rest = (await stores[0]?.claim(bot, { ...claim("rest", 100), limit: 60 })) ?? []
  expect(claimed.length + rest.length).toBe(60)
  expect(new Set([...claimed, ...rest.map(({ id }) => id)]).size).toBe(60)
})

test("a schedule goes on in it after a restart, and while the server is away", async ({ skip }) => {
  if (server.kill === undefined) skip("the server is not ours")
  const network = createNetwork()
  const done: string[] = []
  const start = async (core: string) => {
    const db = network.openCore({ name: core })
    const bot = new Bot({ profile: { displayName: "bot" }, db, logging: "silent" })
    const tasks = { note: (text: string) => void done.push(text) }
    const schedule = new Schedule(bot, { tasks, store: await open() })
    schedule.every("0 * * * *", {}, "note", "hourly")
    await bot.start()
    return { bot, schedule }
  }
  const { bot, schedule } = await start("bot")
  await schedule.in(1_000, "note", "once")
  await server.kill?.()
  await server.start?.()
  network.clock.advance(2_000)
  await expect.poll(() => done).toEqual(["once"])
  network.clock.advance(3_600_000)
  await expect.poll(() => done).toEqual(["once", "hourly"])
  await bot.stop()
})

test("a server that cannot be used is named, without the password", async () => {
  const nowhere = new URL(server.url)
  nowhere.port = "1"
  const opening = postgresScheduleStore({ url: nowhere.href, patienceMs: 50 })
  await expect(opening).rejects.toThrow(/^postgresScheduleStore: PostgreSQL at [^:]+:1 cannot/)
  await expect(postgresScheduleStore({ url: "" })).rejects.toThrow(/^url: must be an address/)
})
