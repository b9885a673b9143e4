import { expect, test, vi } from "vitest"
import { Receiving } from "./health.ts"

test("receiving fails from its first failure until a try after the last one has had its time", () => {
  vi.useFakeTimers()
  const receiving = new Receiving()
  expect(receiving.works).toBe(true)
  receiving.see({ code: "invalidEvent", retryInMs: undefined })
  expect(receiving.works).toBe(true)
  receiving.see({ code: "receiveFailed", retryInMs: 100 })
  expect(receiving.works).toBe(false)
  vi.advanceTimersByTime(900)
  receiving.see({ code: "receiveFailed", retryInMs: 200 })
  vi.advanceTimersByTime(1199)
  expect(receiving.works).toBe(false)
  vi.advanceTimersByTime(2)
  expect(receiving.works).toBe(true)
  vi.useRealTimers()
})
