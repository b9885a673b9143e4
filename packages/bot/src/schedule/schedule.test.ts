import { createNetwork } from "@simplex-chat/testing"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, test } from "vitest"
import type { Bot } from "../index.ts"
import { later, testFolder, world } from "../../test/fixtures/world.ts"
import { memoryScheduleStore, Schedule, type ScheduleStore, sqliteScheduleStore } from "./index.ts"

const hour = 3_600_000
const minute = 60_000

/** Bots that note what their tasks are given. */
function scheduling() {
  const made = world()
  const { clock } = made.network
  const done: unknown[] = []
  const late: boolean[] = []
  let hold: Promise<void> | undefined
  const declare =
    (
      options: { readonly store?: ScheduleStore; readonly missed?: "run" | "skip" } = {},
      more: (
        schedule: Schedule<{ note: (text: string) => unknown; fail: () => unknown }>,
      ) => unknown = () => {},
    ) =>
    (bot: Bot) => {
      const schedule = new Schedule(bot, {
        tasks: {
          note: async (text: string, { isLate }) => {
            done.push(text)
            late.push(isLate)
            await hold
          },
          fail: () => {
            throw new Error("no")
          },
        },
        ...options,
      })
      more(schedule as never)
      schedules.push(schedule as never)
    }
  const schedules: Schedule<{ note: (text: string) => unknown; fail: () => unknown }>[] = []
  return {
    ...made,
    clock,
    done,
    late,
    schedules,
    declare,
    block: () => {
      let free = () => {}
      hold = new Promise((resolve) => (free = resolve))
      return () => {
        hold = undefined
        free()
      }
    },
  }
}

test("work is done at its time, in order, and not before", async () => {
  const { live, declare, clock, done, schedules, network } = scheduling()
  await live(declare())
  const [schedule] = schedules
  await schedule?.in(2 * hour, "note", "second")
  await schedule?.at(new Date(clock.nowMs + hour), "note", "first")
  clock.advance(hour - 1)
  await network.idle()
  expect(done).toEqual([])
  clock.advance(1)
  await later(() => done.length === 1)
  clock.advance(hour)
  await later(() => done.length === 2)
  expect(done).toEqual(["first", "second"])
  await expect.poll(() => schedule?.list()).toEqual([])
})

test("what is in the past is done at once; what is cancelled, or replaced, is not", async () => {
  const { live, declare, clock, done, late, schedules } = scheduling()
  await live(declare({ missed: "skip" }))
  const [schedule] = schedules
  await schedule?.at(0, "note", "now")
  await later(() => done.length === 1)
  const id = (await schedule?.in(hour, "note", "never")) ?? ""
  await schedule?.in(hour, "note", "old", { id: "milk" })
  await schedule?.in(hour, "note", "new", { id: "milk" })
  expect(await schedule?.cancel(id)).toBe(true)
  expect(await schedule?.cancel(id)).toBe(false)
  expect((await schedule?.list())?.map(({ payload }) => payload)).toEqual(["new"])
  clock.advance(hour)
  await later(() => done.length === 2)
  expect(done).toEqual(["now", "new"])
  expect(late).toEqual([false, false])
})

describe("after a restart", () => {
  test("it goes on, and what was missed is done once, and says that it is late", async () => {
    const { live, declare, clock, done, late, schedules } = scheduling()
    const repeat = (schedule: Schedule<{ note: (text: string) => unknown }>) =>
      schedule.every("0 * * * *", {}, "note", "hourly")
    const first = await live(declare({}, repeat as never))
    await schedules[0]?.in(2 * hour, "note", "missed")
    await schedules[0]?.in(48 * hour, "note", "later")
    await first.bot.stop()
    clock.advance(30 * hour + minute)
    await live(declare({}, repeat as never))
    await later(() => done.length === 2)
    expect(done).toEqual(expect.arrayContaining(["hourly", "missed"]))
    expect(late).toEqual([true, true])
    clock.advance(hour)
    await later(() => done.length === 3)
    expect([done.at(-1), late.at(-1)]).toEqual(["hourly", false])
  })

  test("or it is skipped, if that is chosen", async () => {
    const { live, declare, clock, done, schedules, network } = scheduling()
    const first = await live(declare())
    await schedules[0]?.in(hour, "note", "missed")
    await schedules[0]?.in(31 * hour, "note", "in time")
    await first.bot.stop()
    clock.advance(30 * hour)
    await live(declare({ missed: "skip" }))
    await network.idle()
    clock.advance(hour)
    await later(() => done.length === 1)
    expect(done).toEqual(["in time"])
  })

  test("what stopping interrupted is done again; stopping waits for what ends in time", async () => {
    const { live, declare, done, schedules, block } = scheduling()
    const free = block()
    const first = await live(declare(), { stopTimeoutMs: 50 })
    await schedules[0]?.in(0, "note", "long")
    await later(() => done.length === 1)
    expect(await first.bot.stop()).toMatchObject({ unfinished: 1 })
    free()
    const second = await live(declare())
    await later(() => done.length === 2)
    expect(done).toEqual(["long", "long"])
    await second.bot.stop()
    await live(declare())
    expect(await schedules[2]?.list()).toEqual([])
  })

  test("a repetition that is no longer declared ends, and one that changed follows", async () => {
    const { live, declare, clock, done } = scheduling()
    const each = (pattern: string) => (schedule: Schedule<{ note: (text: string) => unknown }>) =>
      schedule.every(pattern, {}, "note", pattern)
    const first = await live(declare({}, each("0 12 * * *") as never))
    await first.bot.stop()
    const second = await live(declare({}, each("0 6 * * *") as never))
    clock.advance(6 * hour)
    await later(() => done.length === 1)
    await second.bot.stop()
    await live(declare())
    clock.advance(48 * hour)
    expect(done).toEqual(["0 6 * * *"])
  })

  test("a repetition at the same times does what is declared now, by another task, too", async () => {
    const { live, declare, clock, done, said } = { ...scheduling(), said: [] as string[] }
    const each = (text: string) => (schedule: Schedule<{ note: (text: string) => unknown }>) =>
      schedule.every("0 12 * * *", { id: "noon" }, "note", text)
    const first = await live(declare({}, each("old") as never))
    await first.bot.stop()
    const second = await live(declare({}, each("new") as never))
    clock.advance(12 * hour)
    await later(() => done.length === 1)
    await second.bot.stop()
    await live((bot) => {
      const tasks = { other: (text: string) => void said.push(text) }
      new Schedule(bot, { tasks }).every("0 12 * * *", { id: "noon" }, "other", "renamed")
    })
    clock.advance(24 * hour)
    await later(() => said.length === 1)
    expect([done, said]).toEqual([["new"], ["renamed"]])
  })

  test("a repetition that a clock far ahead has put off comes at its time again", async () => {
    const { live, declare, clock, done } = scheduling()
    const repeat = ((schedule: Schedule<{ note: (text: string) => unknown }>) =>
      schedule.every("0 * * * *", {}, "note", "hourly")) as never
    const store = memoryScheduleStore()
    const first = await live(declare({ store }, repeat))
    const [entry] = await store.list(first.bot.identity)
    if (entry === undefined) throw new Error("nothing is scheduled")
    await first.bot.stop()
    await store.put(first.bot.identity, { ...entry, at: clock.nowMs + 10_000 * hour })
    await live(declare({ store }, repeat))
    clock.advance(hour)
    await later(() => done.length === 1)
    expect(done).toEqual(["hourly"])
  })

  test("what has a payload that cannot be read is logged and dropped; the rest is done", async () => {
    const { live, declare, clock, done, schedules, folder } = scheduling()
    const repeat = ((schedule: Schedule<{ note: (text: string) => unknown }>) =>
      schedule.every("0 * * * *", {}, "note", "hourly")) as never
    const first = await live(declare({}, repeat))
    await schedules[0]?.in(hour, "note", "broken", { id: "broken" })
    await schedules[0]?.in(hour, "note", "whole")
    await first.bot.stop()
    const database = new DatabaseSync(join(folder, "bot_schedule.db"))
    database.exec(`UPDATE scheduled SET payload = '{"text' WHERE payload <> '"whole"'`)
    database.close()
    const second = await live(declare({}, repeat))
    clock.advance(hour)
    await later(() => done.length === 2)
    expect(new Set(done)).toEqual(new Set(["hourly", "whole"]))
    await later(() => second.said("error").length === 1)
    expect(second.said("error")[0]).toMatch(/^error task note: what is stored .* dropped$/)
    await expect.poll(async () => (await schedules[1]?.list())?.length).toBe(1)
  })

  test("another database of the bot is another bot, which has nothing to do", async () => {
    const { live, declare, clock, done, schedules, folder, network } = scheduling()
    const store = await sqliteScheduleStore(join(folder, "shared.db"))
    const first = await live(declare({ store }))
    await schedules[0]?.in(hour, "note", "of the first")
    await first.bot.stop()
    await live(declare({ store }), {}, "other")
    clock.advance(hour)
    await network.idle()
    expect(done).toEqual([])
    expect(await schedules[1]?.list()).toEqual([])
  })
})

test("what a task throws is logged without its text, and the task counts as done", async () => {
  const { live, declare, schedules } = scheduling()
  const made = await live(declare())
  await schedules[0]?.in(0, "fail")
  await later(() => made.said("error").length === 1)
  expect(made.log.lines.find(({ level }) => level === "error")).toMatchObject({
    handler: "task fail",
    message: "a handler failed",
  })
  await expect.poll(() => schedules[0]?.list()).toEqual([])
})

test("a store that fails for a while is tried again", async () => {
  const { live, declare, clock, done, schedules } = scheduling()
  const store = memoryScheduleStore()
  const claim = store.claim.bind(store)
  const made = await live(declare({ store }))
  store.claim = () => {
    throw new Error("away")
  }
  await schedules[0]?.in(hour, "note", "at last")
  clock.advance(hour)
  await later(() => made.said("error").length === 1)
  store.claim = claim
  clock.advance(minute)
  await later(() => done.length === 1)
  expect(done).toEqual(["at last"])
})

test("of two processes with one store, one does each", async () => {
  const { clock } = createNetwork()
  const store = await sqliteScheduleStore(join(testFolder(), "schedule.db"))
  const done: string[] = []
  const abort = new AbortController()
  const started = async (name: string) => {
    let start: ((bot: never) => unknown) | undefined
    const bot = {
      options: { db: { clock } },
      onStart: (handler: typeof start) => (start = handler),
    }
    const schedule = new Schedule(bot as never, {
      tasks: { note: (text: string) => void done.push(`${name} ${text}`) },
      store,
    }).every("*/10 * * * *", {}, "note", "again")
    const work = async (_: string, work: (signal: AbortSignal) => unknown) => {
      await work(abort.signal)
      return { type: "done" }
    }
    await start?.({ identity: "bot", signal: abort.signal, work } as never)
    return schedule
  }
  const one = await started("one")
  await started("two")
  for (let n = 0; n < 20; n++) await one.in(n * minute + 1, "note", `${n}`)
  for (let n = 0; n < 20; n++) {
    const count = done.length
    clock.advance(minute)
    await later(() => done.length > count)
  }
  const texts = () => done.map((line) => line.slice(4)).toSorted()
  await later(() => done.length === 22)
  expect(texts()).toEqual(
    [...Array.from({ length: 20 }, (_, n) => `${n}`), "again", "again"].toSorted(),
  )
  expect(await store.list("bot")).toHaveLength(1)
  abort.abort()
})

const wrong = (schedule: Schedule<{ note: (text: string) => unknown }>) =>
  schedule as never as Loose
const circle: { self?: unknown } = {}
circle.self = circle

interface Loose {
  at(...given: unknown[]): Promise<string>
  in(...given: unknown[]): Promise<string>
  every(...given: unknown[]): unknown
}

test.each<[string, (schedule: Loose) => unknown, RegExp]>([
  ["no date", (schedule) => schedule.at("tomorrow", "note", "x"), /^at: must be a Date/],
  ["an invalid date", (schedule) => schedule.at(new Date("x"), "note"), /^at: must be a Date/],
  [
    "an unknown task",
    (schedule) => schedule.at(0, "other"),
    /^name: there is no task .*: note, fail/,
  ],
  ["what JSON cannot keep", (schedule) => schedule.at(0, "note", () => 1), /^payload: must be/],
  ["a circle", (schedule) => schedule.at(0, "note", circle), /^payload: must be/],
  ["a negative time", (schedule) => schedule.in(-1, "note", "x"), /^in: must be a number/],
  [
    "a repetition after the start",
    (schedule) => schedule.every("* * * * *", {}, "note"),
    /before the bot starts/,
  ],
])("wrong calls say so: %s", async (_, call, problem) => {
  const { live, declare, schedules } = scheduling()
  await live(declare())
  const schedule = wrong(schedules[0] as never)
  await expect((async () => call(schedule))()).rejects.toThrow(problem)
})

test.each<[string, (schedule: Loose) => unknown, RegExp]>([
  ["no pattern", (schedule) => schedule.every("soon", {}, "note"), /^pattern: must be a cron/],
  [
    "a pattern that never matches",
    (schedule) => schedule.every("0 0 30 2 *", {}, "note"),
    /^pattern: /,
  ],
  [
    "no time zone",
    (schedule) => schedule.every("* * * * *", { timeZone: "Berlin" }, "note"),
    /^timeZone/,
  ],
  [
    "two repetitions of one task without ids",
    (schedule) => {
      schedule.every("0 * * * *", {}, "note")
      schedule.every("1 * * * *", {}, "note")
    },
    /note is repeated already; give one/,
  ],
])("wrong declarations say so: %s", (_, call, problem) => {
  const { make, declare } = scheduling()
  expect(() => make(declare({}, call as never))).toThrow(problem)
})

test("wrong options say so, and workers need a store", () => {
  const { make } = world()
  const { bot } = make(() => {})
  expect(() => new Schedule(bot, {} as never)).toThrow(/^tasks: must be an object/)
  expect(() => new Schedule(bot, { tasks: { a: 1 as never } })).toThrow(
    /^tasks\.a: must be a function/,
  )
  const tasks = { a: () => {} }
  expect(() => new Schedule(bot, { tasks, missed: "no" as never })).toThrow(/^missed: /)
  expect(() => new Schedule(bot, { tasks, concurrency: 0 })).toThrow(/^concurrency: /)
  const worker = { options: { db: { hosted: () => {} } }, onStart: () => {} }
  expect(() => new Schedule(worker as never, { tasks })).toThrow(/^store: workers need one/)
})

test("before the bot has started there is nothing to schedule in", async () => {
  const { make, declare, schedules } = scheduling()
  make(declare())
  await expect(schedules[0]?.in(0, "note", "x")).rejects.toThrow("the bot has not started yet")
})
