import { afterEach, describe, expect, it, vi } from "vitest"
import { batchTaken, newControl, tellToStop, waitForReader } from "./control.ts"

describe("a controller's thread that waits for a reader", () => {
  afterEach(() => vi.restoreAllMocks())

  /** What happens in the moment between the thread's last look and its sleep. */
  const justBeforeSleep = (happens: () => void) => {
    const { wait } = Atomics
    const results: string[] = []
    vi.spyOn(Atomics, "wait").mockImplementation(((
      ...[array, index, value]: [Int32Array, number, number]
    ) => {
      happens()
      const result = wait(array, index, value, 0)
      results.push(result)
      return result
    }) as typeof Atomics.wait)
    return results
  }

  it.each<[string, Parameters<typeof tellToStop>[1]]>([
    ["the core is closed", "close"],
    ["the process ends", "exit"],
  ])("does not sleep when %s in that moment", (_, then) => {
    const control = newControl()
    const results = justBeforeSleep(() => tellToStop(control, then))
    for (let batch = 0; batch < 8; batch++) waitForReader(control)
    expect(results).toEqual(["not-equal"])
  })

  it("does not sleep when a batch is taken in that moment", () => {
    const control = newControl()
    const results = justBeforeSleep(() => batchTaken(control))
    for (let batch = 0; batch < 8; batch++) waitForReader(control)
    expect(results).toEqual(["not-equal"])
  })
})
