/** From the call, and from the start of the process, to the first answer of a database that exists. */

import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { inTurns } from "./measure.ts"
import { section } from "./section.ts"

/** What a process that opened a database reports. */
export interface Opened {
  readonly openMs: number
  readonly importMs: number
  /** Processor time, from the start of the process. */
  readonly cpuMs: number
  /** Processor time of each second afterwards, where there are several cores. */
  readonly restMsPerSecond: number
  readonly rssMiB: number
}

await section(async (place, report) => {
  const run = (how: "core-ffi" | "addon", cores: number) => async () => {
    const started = performance.now()
    const child = fork(
      join(import.meta.dirname, "open-and-answer.ts"),
      [JSON.stringify(place), how, String(cores)],
      { execArgv: [] },
    )
    const [opened] = (await once(child, "message")) as [Opened]
    const idleMs = performance.now() - started
    await once(child, "exit")
    return { ...opened, idleMs }
  }
  const { ours, addon } = await inTurns(9, { ours: run("core-ffi", 1), addon: run("addon", 1) })
  const pair = [ours, addon] as const
  const ms = (figure: "openMs" | "importMs" | "idleMs" | "cpuMs") => [figure, "ms"] as const
  report.compare("importing ChatApi and the binding", pair, ms("importMs"), { most: 1 })
  report.compare("opening, to the first answer", pair, ms("openMs"), { most: 1.2 })
  report.compare("from the start of the process to there", pair, ms("idleMs"), { most: 1.1 })
  report.compare("  of the processor", pair, ms("cpuMs"), { most: 1.3 })

  const many = await inTurns(3, { ours: run("core-ffi", 32), addon: run("addon", 32) })
  const mib = ["rssMiB", "MiB"] as const
  report.compare("memory of a process with one core", pair, mib, { most: 1.1 })
  report.compare("memory of a process with 32 cores", [many.ours, many.addon], mib, { most: 1.1 })
  // The addon's cores do not receive here: it would block all threads of Node's.
  const tenth = many.ours.map(() => ({ restMsPerSecond: 100 }))
  report.compare(
    "  processor time of 32 idle cores, a second, against 100 ms",
    [many.ours.map(({ restMsPerSecond }) => ({ restMsPerSecond })), tenth],
    ["restMsPerSecond", "ms"],
    { most: 1 },
  )
  const each = many.ours.map((run, i) => ({ mib: (run.rssMiB - (ours[i]?.rssMiB ?? NaN)) / 31 }))
  const eight = each.map(() => ({ mib: 8 }))
  report.compare("  each further idle core, against 8 MiB", [each, eight], ["mib", "MiB"], {
    most: 1,
  })
})
