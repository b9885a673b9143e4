import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { PauseWatch } from "./pause-watch.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("a process that runs is never paused", async () => {
  const resumed = vi.fn()
  const watch = new PauseWatch(resumed)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(watch.isPaused).toBe(false)
  expect(resumed).not.toHaveBeenCalled()
  watch.close()
})

test("after a pause nothing may begin before the network was heard, and then it goes on", async () => {
  const resumed = vi.fn()
  const watch = new PauseWatch(resumed)
  await vi.advanceTimersByTimeAsync(1_000)
  // The clock goes on, and no timer runs.
  const stopped = performance.now()
  vi.spyOn(performance, "now").mockImplementation(() => stopped + 10_000)
  expect(watch.isPaused).toBe(true)
  await vi.advanceTimersByTimeAsync(250)
  expect(watch.isPaused).toBe(true)
  expect(resumed).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(250)
  expect(watch.isPaused).toBe(false)
  expect(resumed).toHaveBeenCalledOnce()
  watch.close()
  vi.restoreAllMocks()
})
