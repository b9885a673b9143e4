import type { ScheduleStore } from "@simplex-chat/bot/schedule"
import { Schedule, sqliteScheduleStore } from "@simplex-chat/bot/schedule"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { amqpCore } from "../src/index.ts"
import { postgresScheduleStore } from "../src/storages/postgres.ts"
import { Child } from "./child.ts"
import { broker, Cluster, withBroker } from "./fixtures.ts"
import { noPostgres, startPostgres } from "./servers/postgresql.ts"
import { requireHere, type TestServer } from "./servers/unpacked.ts"

withBroker()

const isHere = requireHere(noPostgres)
let postgres: TestServer
beforeAll(async () => {
  if (isHere) postgres = await startPostgres()
})
afterAll(async () => {
  if (isHere) await postgres.stop()
})

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

async function storeIn(kind: "SQLite" | "PostgreSQL"): Promise<ScheduleStore> {
  const folder = mkdtempSync(join(tmpdir(), "workers-schedule-"))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  const store =
    kind === "SQLite"
      ? await sqliteScheduleStore(join(folder, "schedule.db"))
      : await postgresScheduleStore({ url: postgres.url })
  cleanups.push(() => store.close())
  return store
}

/** A bot whose host and workers note what they do. */
function noting(store: ScheduleStore) {
  const done: string[] = []
  const tasks = (worker: string) => ({
    note: (text: string) => void done.push(`${worker} ${text}`),
  })
  const schedules: Record<string, Schedule<ReturnType<typeof tasks>>> = {}
  const bots = new Cluster((bot, worker) => {
    schedules[worker] = new Schedule(bot, { tasks: tasks(worker), store })
  })
  cleanups.push(() => bots.stop())
  return { bots, done, schedules }
}

test.each(["SQLite", "PostgreSQL"] as const)(
  "of several workers with one store in %s, one does each piece of work; the host does none",
  async (kind) => {
    const { bots, done, schedules } = noting(await storeIn(kind))
    await bots.host()
    await bots.worker("one")
    await bots.worker("two")
    const { one, two } = schedules
    const numbers = Array.from({ length: 10 }, (_, n) => `${n}`)
    for (const n of numbers) await (Number(n) % 2 === 0 ? one : two)?.in(20 * Number(n), "note", n)
    await expect.poll(() => done.length).toBe(10)
    expect(done.map((line) => line.slice(-1)).toSorted()).toEqual(numbers)
    expect(done.filter((line) => line.startsWith("host"))).toEqual([])
    await expect.poll(() => one?.list()).toEqual([])
  },
)

test("work in the middle of which its worker is killed is done by another one, when the claim has ended", async () => {
  const { bots, done, schedules } = noting(await storeIn("PostgreSQL"))
  await bots.host()
  const child = new Child("schedule-child.ts", [broker().url, bots.name, postgres.url])
  cleanups.push(() => child.kill("SIGKILL"))
  await expect.poll(() => child.said("begun")).toBe(true)
  await child.kill("SIGKILL")
  await bots.worker("now")
  expect(await schedules["now"]?.list()).toHaveLength(1)
  expect(done).toEqual([])
  // A claim holds for five minutes.
  const core = amqpCore({ url: broker().url, name: bots.name })
  await bots.workerOn(Object.assign(core, { clock: ahead(301_000) }), "later")
  await expect.poll(() => done).toEqual(["later killed"])
  await expect.poll(() => schedules["later"]?.list()).toEqual([])
  expect(done).toEqual(["later killed"])
})

/** A clock of some time later. */
const ahead = (ms: number) => ({
  get nowMs() {
    return Date.now() + ms
  },
  at: (atMs: number, run: () => void) => {
    setTimeout(run, Math.max(0, atMs - ms - Date.now())).unref()
  },
})
