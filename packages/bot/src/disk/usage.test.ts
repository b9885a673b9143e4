import * as otel from "@opentelemetry/api"
import { PrometheusExporter, PrometheusSerializer } from "@opentelemetry/exporter-prometheus"
import { MeterProvider } from "@opentelemetry/sdk-metrics"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { Bot } from "../index.ts"
import { Telemetry } from "../telemetry/telemetry.ts"
import { diskUsage, inUnits } from "./usage.ts"

let folder: string
let filePrefix: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "disk-"))
  filePrefix = join(folder, "bot")
  writeFileSync(`${filePrefix}_chat.db`, Buffer.alloc(3000))
  writeFileSync(`${filePrefix}_chat.db-wal`, Buffer.alloc(500))
  writeFileSync(`${filePrefix}_agent.db`, Buffer.alloc(40))
  writeFileSync(`${filePrefix}_bot.db`, Buffer.alloc(7))
})
afterEach(() => rmSync(folder, { recursive: true }))

test("the status of a bot says what its database takes, with what is not written back yet", async () => {
  const bot = new Bot({ profile: { displayName: "sized" }, db: { filePrefix } })
  const { disk } = await bot.status()
  expect(disk).toMatchObject({ database: 3540, state: 7 })
  expect(disk?.free).toBeGreaterThan(0)
})

test("a state file elsewhere counts, and what is missing takes nothing", async () => {
  writeFileSync(join(folder, "state"), Buffer.alloc(11))
  const db = { filePrefix: join(folder, "none") }
  const bot = new Bot({ profile: { displayName: "x" }, db, stateFile: join(folder, "state") })
  expect((await bot.status()).disk).toMatchObject({ database: 0, state: 11 })
})

test("where the file system does not say, and for a core elsewhere, it is undefined", async () => {
  expect(await diskUsage(join(folder, "no", "folder", "bot"), "none")).toBeUndefined()
  const bot = new Bot({ profile: { displayName: "remote" }, db: { url: "ws://127.0.0.1:1" } })
  expect((await bot.status()).disk).toBeUndefined()
})

test("the sizes are metrics", async () => {
  const exporter = new PrometheusExporter({ preventServerStart: true })
  const provider = new MeterProvider({ readers: [exporter] })
  const api = { ...otel, metrics: { getMeter: (name: string) => provider.getMeter(name) } }
  const telemetry = new Telemetry(api as unknown as typeof otel, () => false)
  const load = { chats: 0, working: 0, waiting: 0, queued: 0, stuck: 0 }
  telemetry.watch(async () => ({
    load,
    unsent: 0,
    disk: await diskUsage(filePrefix, `${filePrefix}_bot.db`),
  }))
  const { resourceMetrics } = await exporter.collect()
  const text = new PrometheusSerializer().serialize(resourceMetrics)
  expect(text).toMatch(/^simplex_database_size\S* 3540$/m)
  expect(text).toMatch(/^simplex_state_size\S* 7$/m)
  expect(text).toMatch(/^simplex_disk_free\S* [1-9]/m)
  telemetry.close()
  await provider.shutdown()
})

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1.0 kB"],
  [12_345_678, "12.3 MB"],
  [5e15, "5000.0 TB"],
])("%i bytes are shown as %s", (bytes, shown) => expect(inUnits(bytes)).toBe(shown))
