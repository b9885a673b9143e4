import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { testFolder } from "../../test/fixtures/world.ts"
import { memoryScheduleStore, sqliteScheduleStore } from "./index.ts"

describe.each([
  ["in memory", () => Promise.resolve(memoryScheduleStore())],
  ["in SQLite", () => sqliteScheduleStore(join(testFolder(), "schedule.db"))],
])("a store %s", (_, open) => {
  const entry = (id: string, at: number) => ({ id, name: "note", at, payload: { id } })
  const claim = (owner: string, now: number) => ({
    names: ["note"],
    now,
    until: now + 100,
    owner,
    limit: 10,
  })

  test("gives each entry to one process, until its claim ends", async () => {
    const store = await open()
    await store.put("bot", entry("a", 10))
    await store.put("bot", entry("b", 20))
    await store.put("other", entry("a", 0))
    const ids = async (owner: string, now: number) =>
      (await store.claim("bot", claim(owner, now))).map(({ id }) => id)
    expect(await ids("one", 5)).toEqual([])
    expect(await ids("one", 20)).toEqual(["a", "b"])
    expect(await ids("two", 20)).toEqual([])
    expect(await store.next("bot", ["note"])).toBe(120)
    expect(await store.extend("bot", "b", "one", 500)).toBe(true)
    expect(await store.extend("bot", "b", "two", 500)).toBe(false)
    expect(await ids("two", 120)).toEqual(["a"])
    await store.finish("bot", "a", "one")
    expect(await store.list("bot")).toHaveLength(2)
    await store.finish("bot", "a", "two")
    await store.release("bot", "b", "one")
    expect(await ids("two", 20)).toEqual(["b"])
    await store.finish("bot", "b", "two", 1000)
    expect(await store.list("bot")).toEqual([{ ...entry("b", 1000), every: undefined }])
    expect(await store.next("bot", ["note"])).toBe(1000)
    expect(await store.next("bot", ["unknown"])).toBeUndefined()
    expect(await store.list("other")).toHaveLength(1)
  })

  test("declares a repetition once, and again when it changed", async () => {
    const store = await open()
    const every = (pattern: string) => ({ pattern, timeZone: "UTC" })
    await store.declare("bot", { ...entry("a", 10), every: every("0 * * * *") })
    await store.declare("bot", { ...entry("a", 20), every: every("0 * * * *") })
    expect((await store.list("bot"))[0]?.at).toBe(10)
    await store.declare("bot", { ...entry("a", 30), every: every("1 * * * *") })
    expect(await store.list("bot")).toEqual([{ ...entry("a", 30), every: every("1 * * * *") }])
    expect(await store.remove("bot", "a")).toBe(true)
    expect(await store.remove("bot", "a")).toBe(false)
  })
})
