import { afterEach, describe, expect, it, vi } from "vitest"
import { enter, leave, letNobodyEnter, newInside, waitUntilEmpty } from "./inside.ts"

describe("the native library, when the process ends", () => {
  afterEach(() => vi.restoreAllMocks())

  it("is waited for while somebody is inside, but no longer than was said", () => {
    const inside = newInside()
    enter(inside)
    expect(waitUntilEmpty(inside, 1)).toBe(false)
    leave(inside)
    expect(waitUntilEmpty(inside, 1)).toBe(true)
  })

  it("is entered by nobody any more", () => {
    const inside = newInside()
    letNobodyEnter(inside)
    // Node ends a thread in this wait.
    vi.spyOn(Atomics, "wait").mockImplementation(() => {
      throw new Error("the thread was ended")
    })
    expect(() => enter(inside)).toThrow("the thread was ended")
    expect(waitUntilEmpty(inside, 0)).toBe(true)
  })
})
