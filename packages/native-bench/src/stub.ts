/** Events, commands and idle controllers on the C stub. */

import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { openCore, type Core } from "@simplex-chat/core-ffi"
import type { StubStats } from "@simplex-chat/core-ffi/stub"
import { calls, inTurns, measured, median } from "./measure.ts"
import { show } from "./report.ts"
import { answer, frames, framesFile, section } from "./section.ts"

await section(async ({ folder, stub, load }, report) => {
  let databases = 0
  const open = (): Promise<Core> =>
    openCore({ filePrefix: join(folder, `db${databases++}`) }, { library: { path: stub } })
  const core = await open()
  const addon = load()
  addon.load(stub)
  const ctrl = await addon.open(join(folder, "addon"), "")
  const senders = {
    ours: (command: string) => core.sendCommand(command),
    addon: (command: string) => addon.send(ctrl, command),
  }
  for (const send of Object.values(senders)) await send(`/stub on /bench => ${answer}`)
  await core.sendCommand(`/stub frames ${framesFile}`)

  // ---- events, from native code to a callback, parsed ----

  let sink = 0
  const onEvent = (event: { result?: object }) => {
    if (event.result !== undefined) sink++
  }
  const events = await inTurns(7, {
    ours: () =>
      measured(30_000, async () => {
        await core.sendCommand("/stub flood 30000")
        for (let seen = 0; seen < 30_000;)
          for (const text of await core.receive()) {
            onEvent(JSON.parse(text) as object)
            seen++
          }
      }),
    addon: () =>
      measured(10_000, async () => {
        await addon.send(ctrl, "/stub flood 10000")
        for (let seen = 0; seen < 10_000; seen++)
          onEvent(JSON.parse(await addon.receive(ctrl, 500_000)) as object)
      }),
    parse: () =>
      measured(30_000, () => {
        for (let i = 0; i < 30_000; i++)
          onEvent(JSON.parse(frames[i % frames.length] ?? "") as object)
      }),
  })
  const rate = ["perSecond", "/s"] as const
  report.compare("events, against the addon", [events.ours, events.addon], rate, { least: 4 })
  report.compare("events, against parsing alone", [events.ours, events.parse], rate, {
    least: 0.88,
  })
  report.note(`${sink.toLocaleString("en")} events handled`)

  // ---- commands ----

  const both = (count: number, width: number, command: string) => ({
    ours: () => measured(count, () => calls(count, width, () => senders.ours(command))),
    addon: () => measured(count, () => calls(count, width, () => senders.addon(command))),
  })
  type Compare = Parameters<typeof report.compare<Awaited<ReturnType<typeof measured>>>>
  const compare = async (
    what: string,
    [rounds, count, width, command]: [number, number, number, string],
    ...[figure, goal]: [Compare[2], Compare[3]]
  ) => {
    const runs = await inTurns(rounds, both(count, width, command))
    report.compare(what, [runs.ours, runs.addon], figure, goal)
  }
  await compare("commands, one after another", [7, 10_000, 1, "/bench"], rate, { least: 1 })
  await compare("commands, 64 at once", [7, 64 * 150, 64, "/bench"], rate, { least: 1 })
  const ms = ["ms", "ms"] as const
  await compare("64 commands of 20 ms, on 16 threads", [5, 64, 64, "/stub sleep 20"], ms, {
    most: 0.35,
  })
  await compare("1,000 of 5 ms in flight, none rejected", [3, 1_000, 1_000, "/stub sleep 5"], ms, {
    most: 0.35,
  })

  // ---- the rest of the process, beside idle controllers ----

  const readOne = async () => (await measured(1, async () => void (await readFile(framesFile)))).ms
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
  await reads()
  const none = await reads()
  for (const count of [4, 32]) {
    await openIdle(count)
    const time = await reads()
    const shown = [show(time, "ms"), show(none, "ms")] as const
    report.add(`readFile, ${count} idle cores, against none`, shown, time / none, { most: 1.25 })
  }
  const ours = await reads()
  const blocked = Array.from({ length: 4 }, () => addon.receive(ctrl, 1_000_000))
  const beside = await readOne()
  await Promise.all(blocked)
  const shown = [show(ours, "ms"), show(beside, "ms")] as const
  report.add("readFile, 32 idle: against 4 idle of the addon", shown, ours / beside, { most: 0.1 })

  const [last] = idle as [Core]
  const { allocs, frees, badFrees } = JSON.parse(await last.sendCommand("/stub stats")) as StubStats
  await Promise.all(idle.map((each) => each.close()))
  report.note(
    `allocations ${allocs.toLocaleString("en")}, frees ${frees.toLocaleString("en")}, wrong frees ${badFrees}`,
  )
  // The answer with these figures, and receives in flight, are still to be freed.
  if (badFrees > 0 || allocs - frees > 1 + 32)
    throw new Error("the library's strings were not freed exactly once")
})
