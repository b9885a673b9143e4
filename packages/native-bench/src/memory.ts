/** Memory after many commands, on the run-time system of the real library. */

import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { inTurns } from "./measure.ts"
import { section } from "./section.ts"

await section(async (place, report) => {
  const run = (how: "core-ffi" | "addon") => async () => {
    const args = [JSON.stringify(place), how]
    const child = fork(join(import.meta.dirname, "many-commands.ts"), args, {
      execArgv: ["--expose-gc"],
    })
    const [rss] = (await once(child, "message")) as [{ few: number; many: number }]
    await once(child, "exit")
    return rss
  }
  const { ours, addon } = await inTurns(3, { ours: run("core-ffi"), addon: run("addon") })
  report.compare("memory after 10,000 commands", [ours, addon], ["few", "MiB"], { most: 1.1 })
  report.compare("memory after 100,000 commands", [ours, addon], ["many", "MiB"], { most: 1.1 })
  const flat = ours.map(({ few }) => ({ many: few }))
  report.compare(
    "memory after 100,000 commands, against 10,000",
    [ours.map(({ many }) => ({ many })), flat],
    ["many", "MiB"],
    { most: 1.1 },
  )
})
