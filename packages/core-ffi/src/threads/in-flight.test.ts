import { afterEach, describe, expect, test, vi } from "vitest"
import { admitNoMore, begin, end, newInFlight, waitUntilNone } from "./in-flight.ts"

describe("native calls in flight, when the process ends", () => {
  afterEach(() => vi.restoreAllMocks())

  test("are waited for, but no longer than the grace period", () => {
    const inFlight = newInFlight()
    begin(inFlight)
    expect(waitUntilNone(inFlight, 1)).toBe(false)
    end(inFlight)
    expect(waitUntilNone(inFlight, 1)).toBe(true)
  })

  test("are not joined by new ones", () => {
    const inFlight = newInFlight()
    admitNoMore(inFlight)
    // Node ends a thread in this wait.
    vi.spyOn(Atomics, "wait").mockImplementation(() => {
      throw new Error("the thread was ended")
    })
    expect(() => begin(inFlight)).toThrow("the thread was ended")
    expect(waitUntilNone(inFlight, 0)).toBe(true)
  })
})
