/**
 * What the api costs above the raw core: a loop that only parses what the core delivers and emits
 * it from a bare EventEmitter, and commands whose answer is only parsed. The same core, which costs
 * nothing itself, and the same recorded frames for both, in turns, in one run.
 */
import { EventEmitter } from "node:events"
import { ScriptedCore } from "@simplex-chat/core/scripted"
import * as CC from "@simplex-chat/types/commands"
import { ChatApi } from "../src/index.ts"
import { recordedFrames, recordings } from "../test/helpers/recordings.ts"

const frames = recordings.flatMap((name) => recordedFrames(name))
const recorded = frames.flatMap((frame) => ("event" in frame ? [JSON.stringify(frame.event)] : []))
const events = Array.from({ length: 40 }, () => recorded).flat()
const small = JSON.stringify({
  result: { type: "hostConnected", protocol: "smp", transportHost: "127.0.0.1" },
})
const smallEvents = Array.from({ length: 200_000 }, () => small)
const answer = JSON.stringify({ result: { type: "contactsList", user: {}, contacts: [] } })

/** Delivers events in batches of 64, as the native core does when many are waiting. */
function deliver(core: ScriptedCore, events: readonly string[]): void {
  for (let at = 0; at < events.length; at += 64) core.emitRaw(...events.slice(at, at + 64))
}

/** Microseconds for each. */
async function each(count: number, run: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await run()
  return ((performance.now() - start) * 1000) / count
}

async function emitterEvents(texts: readonly string[]): Promise<number> {
  const core = new ScriptedCore(() => answer)
  const emitter = new EventEmitter()
  let handled = 0
  for (const tag of tags) emitter.on(tag, () => handled++)
  deliver(core, texts)
  return each(texts.length, async () => {
    let received = 0
    while (received < texts.length) {
      const batch = await core.receive()
      received += batch.length
      for (const text of batch) {
        const said = JSON.parse(text) as { result?: { type: string } }
        if (said.result !== undefined) emitter.emit(said.result.type, said.result)
      }
    }
  })
}

async function apiEvents(texts: readonly string[]): Promise<number> {
  const core = new ScriptedCore(() => answer)
  const api = await ChatApi.init(core)
  let handled = 0
  const done = new Promise<void>((resolve) => {
    api.onAny(() => {
      if (++handled === texts.length) resolve()
    })
  })
  const time = await each(texts.length, async () => {
    deliver(core, texts)
    await done
  })
  await api.close()
  return time
}

const tags = new Set(
  frames.flatMap((frame) =>
    "event" in frame && "result" in frame.event ? [frame.event.result.type] : [],
  ),
)

const commands = 50_000

async function rawCommands(atOnce: number): Promise<number> {
  const core = new ScriptedCore(() => answer)
  const one = async () => {
    const text = CC.APIListContacts.cmdString({ userId: 1 })
    return JSON.parse(await core.sendCommand(text)) as object
  }
  return each(commands, () => inGroups(atOnce, one))
}

async function apiCommands(atOnce: number): Promise<number> {
  const api = await ChatApi.init(new ScriptedCore(() => answer))
  return each(commands, () => inGroups(atOnce, () => api.apiListContacts(1)))
}

async function inGroups(atOnce: number, one: () => Promise<unknown>): Promise<void> {
  for (let sent = 0; sent < commands; sent += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, one))
  }
}

/** The median of each, run in turns so that a busy moment of the machine hits both. */
async function compare(
  what: string,
  raw: () => Promise<number>,
  api: () => Promise<number>,
): Promise<void> {
  const times = { raw: [] as number[], api: [] as number[] }
  for (let round = 0; round < 8; round++) {
    const measured = { raw: await raw(), api: await api() }
    // The first one warms up.
    if (round === 0) continue
    times.raw.push(measured.raw)
    times.api.push(measured.api)
  }
  const [bare, ours] = [median(times.raw), median(times.api)]
  const cells = [
    bare.toFixed(2),
    ours.toFixed(2),
    (ours - bare).toFixed(2),
    (ours / bare).toFixed(2),
  ]
  console.log(`${what.padEnd(34)}${cells.map((cell) => cell.padStart(12)).join("")}`)
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const header = ["raw, us", "api, us", "above, us", "ratio"]
  .map((cell) => cell.padStart(12))
  .join("")
console.log(`${"".padEnd(34)}${header}`)
await compare(
  "a recorded event",
  () => emitterEvents(events),
  () => apiEvents(events),
)
await compare(
  "the smallest event",
  () => emitterEvents(smallEvents),
  () => apiEvents(smallEvents),
)
await compare(
  "a command, one after another",
  () => rawCommands(1),
  () => apiCommands(1),
)
await compare(
  "a command, 64 at once",
  () => rawCommands(64),
  () => apiCommands(64),
)
