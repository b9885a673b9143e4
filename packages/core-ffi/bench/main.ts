/**
 * core-ffi beside an addon of the usual kind, on the same native stub, with recorded frames as
 * payloads, in one run. See the README for how to read it.
 */

import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { openCore, type Core } from "../dist/index.js"
import { buildStub, type StubStats } from "../dist/stub/index.js"
import { loadAddon } from "./addon/index.ts"
import { inTurns, median, milliseconds, perSecond, table, type Row } from "./measure.ts"

const stub = buildStub()
if (!stub) throw new Error("the benchmark needs a C compiler")
const folder = mkdtempSync(join(tmpdir(), "core-ffi-bench-"))
const framesFile = fileURLToPath(new URL("./fixtures/frames.jsonl", import.meta.url))
const frames = readFileSync(framesFile, "utf8").trimEnd().split("\n")

let databases = 0
const open = (): Promise<Core> =>
  openCore({ filePrefix: join(folder, `db${databases++}`) }, { library: { path: stub } })

const core = await open()
const addon = loadAddon()
addon.load(stub)
const ctrl = addon.open(stub, join(folder, "addon"))
// Commands are answered with a recorded frame of middling size.
const answer = frames.toSorted((a, b) => a.length - b.length)[frames.length >> 1] ?? ""
await core.sendCommand(`/stub frames ${framesFile}`)
await core.sendCommand(`/stub on /bench => ${answer}`)
await addon.send(ctrl, `/stub on /bench => ${answer}`)

const rows: Row[] = []
/** A line of the table; the goal is the least that the ratio must be, or the most. */
const row = (
  what: string,
  [ours, other, unit]: [number, number, string],
  ratio: number,
  goal: { least: number } | { most: number },
) =>
  rows.push({
    what,
    ours: shown(ours, unit),
    other: shown(other, unit),
    ratio,
    goal: "least" in goal ? `>= ${goal.least}` : `<= ${goal.most}`,
    met: "least" in goal ? ratio >= goal.least : ratio <= goal.most,
  })
const shown = (value: number, unit: string) =>
  `${value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2)} ${unit}`

// ---- events, from native code to a callback, parsed ----

let sink = 0
const onEvent = (event: { result?: object }) => {
  if (event.result) sink++
}
const events = await inTurns(7, {
  ours: async () => {
    const count = 30_000
    return perSecond(count, async () => {
      await core.sendCommand(`/stub flood ${count}`)
      for (let seen = 0; seen < count;)
        for (const text of await core.receive()) {
          onEvent(JSON.parse(text) as object)
          seen++
        }
    })
  },
  addon: async () => {
    const count = 10_000
    return perSecond(count, async () => {
      await addon.send(ctrl, `/stub flood ${count}`)
      for (let seen = 0; seen < count; seen++)
        onEvent(JSON.parse(await addon.receive(ctrl, 500_000)) as object)
    })
  },
  parseOnly: () =>
    perSecond(30_000, () => {
      for (let i = 0; i < 30_000; i++)
        onEvent(JSON.parse(frames[i % frames.length] ?? "") as object)
    }),
})
row("events, against the addon", [events.ours, events.addon, "/s"], events.ours / events.addon, {
  least: 4,
})
row(
  "events, against parsing alone",
  [events.ours, events.parseOnly, "/s"],
  events.ours / events.parseOnly,
  { least: 0.8 },
)

// ---- commands ----

type Send = (command: string) => Promise<string>
const senders: Record<"ours" | "addon", Send> = {
  ours: (command) => core.sendCommand(command),
  addon: (command) => addon.send(ctrl, command),
}
const both = <T>(run: (send: Send) => T): Record<"ours" | "addon", () => T> => ({
  ours: () => run(senders.ours),
  addon: () => run(senders.addon),
})
const atOnce = async (send: Send, count: number, command: string) => {
  await Promise.all(Array.from({ length: count }, () => send(command)))
}

const sequential = await inTurns(
  7,
  both((send) =>
    perSecond(10_000, async () => {
      for (let i = 0; i < 10_000; i++) await send("/bench")
    }),
  ),
)
row(
  "a command, one after another",
  [1e6 / sequential.ours, 1e6 / sequential.addon, "us"],
  sequential.addon / sequential.ours,
  { most: 2.5 },
)

const parallel = await inTurns(
  7,
  both((send) =>
    perSecond(64 * 150, async () => {
      for (let i = 0; i < 150; i++) await atOnce(send, 64, "/bench")
    }),
  ),
)
row("commands, 64 at once", [parallel.ours, parallel.addon, "/s"], parallel.ours / parallel.addon, {
  least: 1,
})

const slow = await inTurns(
  5,
  both((send) => milliseconds(() => atOnce(send, 64, "/stub sleep 20"))),
)
row("64 commands of 20 ms, on 16 threads", [slow.ours, slow.addon, "ms"], slow.ours / slow.addon, {
  most: 0.35,
})

const flight = await inTurns(
  3,
  both((send) => milliseconds(() => atOnce(send, 1_000, "/stub sleep 5"))),
)
row(
  "1,000 of 5 ms in flight, none rejected",
  [flight.ours, flight.addon, "ms"],
  flight.ours / flight.addon,
  { most: 0.35 },
)

// ---- the rest of the process, beside idle controllers ----

const readOne = () => milliseconds(async () => void (await readFile(framesFile)))
const reads = async () => {
  // The best of ten medians: another process may be busy for longer than one of them lasts.
  const medians: number[] = []
  for (let i = 0; i < 10; i++) {
    const times: number[] = []
    for (let j = 0; j < 300; j++) times.push(await readOne())
    medians.push(median(times))
  }
  return Math.min(...medians)
}
const idle: Core[] = []
const openIdle = async (count: number) => {
  while (idle.length < count) idle.push(await open())
}
await core.close()
const memory = async () => {
  globalThis.gc?.()
  await new Promise((resolve) => setTimeout(resolve, 500))
  globalThis.gc?.()
  return process.memoryUsage.rss() / 2 ** 20
}
await reads()
const none = await reads()
await openIdle(4)
const four = await reads()
const before = await memory()
await openIdle(32)
const after = await memory()
const thirtyTwo = await reads()
row("readFile, 4 idle controllers, against none", [four, none, "ms"], four / none, { most: 1.25 })
row("readFile, 32 idle controllers, against none", [thirtyTwo, none, "ms"], thirtyTwo / none, {
  most: 1.25,
})

const blocked = Array.from({ length: 4 }, () => addon.receive(ctrl, 1_000_000))
const addonRead = await readOne()
await Promise.all(blocked)
row("readFile, 4 idle: against the addon", [four, addonRead, "ms"], four / addonRead, { most: 0.1 })

// ---- a million commands ----

const [last] = idle as [Core]
const run = async (count: number) => {
  for (let done = 0; done < count; done += 100)
    await Promise.all(Array.from({ length: 100 }, () => last.sendCommand("/u")))
}
await run(200_000)
const early = await memory()
await run(800_000)
const late = await memory()
row("memory after 1,000,000 commands, against 200,000", [late, early, "MiB"], late / early, {
  most: 1.1,
})

const final = JSON.parse(await last.sendCommand("/stub stats")) as StubStats
await Promise.all(idle.map((c) => c.close()))

process.stdout.write(`${table(rows)}

resident memory per idle controller: ${((after - before) / 28).toFixed(1)} MiB
allocations ${final.allocs.toLocaleString("en")}, frees ${final.frees.toLocaleString("en")}, wrong frees ${final.badFrees} (the answer that tells this, and receives under way, are still to be freed)
${sink.toLocaleString("en")} events handled; Node ${process.version}, ${process.platform} ${process.arch}
`)
rmSync(folder, { recursive: true, force: true })
if (final.badFrees > 0 || final.allocs - final.frees > 1 + 32) {
  process.stderr.write("the library's strings were not freed exactly once\n")
  process.exitCode = 1
}
