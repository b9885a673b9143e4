/** Commands that compute, and commands that wait, on the run-time system of the real library. */

import { join } from "node:path"
import { openCore } from "@simplex-chat/core-ffi"
import { calls, inTurns, measured } from "./measure.ts"
import { answer, section } from "./section.ts"

await section(async ({ folder, haskell, load }, report) => {
  const path = haskell ?? ""
  const core = await openCore({ filePrefix: join(folder, "haskell") }, { library: { path } })
  const addon = load()
  addon.load(path)
  const ctrl = await addon.open(join(folder, "haskell-addon"), "")
  const send = {
    ours: (command: string) => core.sendCommand(command),
    addon: (command: string) => addon.send(ctrl, command),
    sync: (command: string) => Promise.resolve(addon.sendSync(ctrl, command)),
  }
  // Half a millisecond of the processor, leaving the run-time system eight times.
  for (const sender of [send.ours, send.addon]) await sender(`/stub busy 500 8 /bench => ${answer}`)

  for (const [what, width] of [
    ["one after another", 1],
    ["64 at once", 64],
    ["1,000 at once", 1_000],
  ] as const) {
    const run = (sender: (command: string) => Promise<string>) => () =>
      measured(1_000, () => calls(1_000, width, () => sender("/bench")))
    const { ours, addon, sync } = await inTurns(7, {
      ours: run(send.ours),
      addon: run(send.addon),
      sync: run(send.sync),
    })
    const name = `0.5 ms of computing, ${what}`
    const rate = ["perSecond", "/s"] as const
    if (width > 1) report.compare(`${name}: synchronous`, [ours, sync], rate, { least: 0.97 })
    report.compare(`${name}: the addon`, [ours, addon], rate, { least: width > 1 ? 1 : 0.9 })
    report.compare("  processor time: synchronous", [ours, sync], ["cpuUs", "us"], { most: 1.15 })
    if (width === 1) continue
    const three = ours.map(() => ({ switches: 3 }))
    const own = ours.map(({ switches }) => ({ switches }))
    report.compare("  context switches, against 3", [own, three], ["switches", ""], { most: 1 })
    report.compare("  context switches: the addon", [ours, addon], ["switches", ""], { most: 1 })
  }

  const waiting = await inTurns(5, {
    ours: () => measured(64, () => calls(64, 64, () => send.ours("/stub sleep 20"))),
  })
  const bound = waiting.ours.map((run) => ({ ...run, ms: (64 / 16) * 20 }))
  report.compare(
    "64 commands of 20 ms, against the bound of 16",
    [waiting.ours, bound],
    ["ms", "ms"],
    {
      most: 1.15,
    },
  )
  await core.close()
})
