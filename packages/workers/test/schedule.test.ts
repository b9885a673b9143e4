import { Schedule, sqliteScheduleStore } from "@simplex-chat/bot/schedule"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { Cluster, withBroker } from "./fixtures.ts"

withBroker()

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

test("of several workers with one store, one does each piece of work; the host does none", async () => {
  const folder = mkdtempSync(join(tmpdir(), "workers-schedule-"))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  const store = await sqliteScheduleStore(join(folder, "schedule.db"))
  cleanups.push(() => store.close())
  const done: string[] = []
  const tasks = (worker: string) => ({
    note: (text: string) => void done.push(`${worker} ${text}`),
  })
  const schedules: Schedule<ReturnType<typeof tasks>>[] = []
  const bots = new Cluster((bot, worker) => {
    schedules.push(new Schedule(bot, { tasks: tasks(worker), store }))
  })
  cleanups.push(() => bots.stop())
  await bots.host()
  await bots.worker("one")
  await bots.worker("two")
  const [, one, two] = schedules
  const numbers = Array.from({ length: 10 }, (_, n) => `${n}`)
  for (const n of numbers) await (Number(n) % 2 === 0 ? one : two)?.in(20 * Number(n), "note", n)
  await expect.poll(() => done.length).toBe(10)
  expect(done.map((line) => line.slice(-1)).toSorted((a, b) => a.localeCompare(b))).toEqual(numbers)
  expect(done.filter((line) => line.startsWith("host"))).toEqual([])
  await expect.poll(() => one?.list()).toEqual([])
})
