import { Worker } from "node:worker_threads"
import { afterEach, describe, expect, test, vi } from "vitest"
import { LoadMeter } from "./load.ts"

/** What the system says of the process, and Node of its main thread; times in milliseconds. */
let now = { at: 0, all: 0, own: 0, preempted: 0 }

describe("the load of the other threads", () => {
  afterEach(() => vi.restoreAllMocks())

  const start = () => {
    now = { at: 1_000, all: 500, own: 200, preempted: 7 }
    vi.spyOn(performance, "now").mockImplementation(() => now.at)
    vi.spyOn(process, "threadCpuUsage").mockImplementation(() => {
      return { user: now.own * 1_000, system: 0 }
    })
    vi.spyOn(process, "resourceUsage").mockImplementation(
      () =>
        ({
          userCPUTime: now.all * 1_000,
          systemCPUTime: 0,
          involuntaryContextSwitches: now.preempted,
        }) as NodeJS.ResourceUsage,
    )
    return new LoadMeter()
  }
  const pass = (ms: number, all: number, own: number, preempted = 0) => {
    now = {
      at: now.at + ms,
      all: now.all + all,
      own: now.own + own,
      preempted: now.preempted + preempted,
    }
  }

  test("leaves out what the main thread does, and starts anew with each look", () => {
    const load = start()
    pass(10, 15, 6)
    expect(load.look()).toMatchObject({
      processors: expect.closeTo(0.9) as number,
      preempted: false,
    })
    pass(10, 2, 2)
    expect(load.look()).toMatchObject({ processors: 0, preempted: false })
  })

  test("says whether other processes took the processor", () => {
    const load = start()
    pass(10, 1, 0, 3)
    expect(load.look()).toMatchObject({ preempted: true })
    pass(10, 8, 0)
    expect(load.look()).toMatchObject({ preempted: false })
  })

  test.runIf(process.platform === "linux")("says whether a thread has work", async () => {
    const thread = new Worker("for (;;);", { eval: true })
    const load = new LoadMeter()
    await expect.poll(() => load.look().hasWork()).toBe(true)
    await thread.terminate()
    await expect.poll(() => load.look().hasWork()).toBe(false)
  })
})
