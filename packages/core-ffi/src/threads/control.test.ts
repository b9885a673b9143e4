import { afterEach, describe, expect, test, vi } from "vitest"
import * as control from "./control.ts"

describe("a receiving thread that is about to wait", () => {
  afterEach(() => vi.restoreAllMocks())

  const changes: [string, (c: control.Control, bell: control.Bell) => void][] = [
    ["a core is closed", control.requestStop],
    ["the process ends", (_, bell) => control.requestEnd(bell)],
    ["a controller is added", (_, bell) => control.ring(bell)],
    ["a full queue has room again", control.batchTaken],
  ]

  test.each(changes)("does not sleep when %s in that moment", (_, change) => {
    const [one, bell] = [control.newControl(), control.newBell()]
    while (!control.isFull(one)) control.batchPosted(one)
    const heard = control.ringsHeard(bell)
    change(one, bell)
    const wait = vi.spyOn(Atomics, "wait")
    control.waitForRing(bell, heard, 0)
    expect(wait).toHaveReturnedWith("not-equal")
  })

  test("sleeps on while batches are taken from a queue that has room", () => {
    const [one, bell] = [control.newControl(), control.newBell()]
    control.batchPosted(one)
    const heard = control.ringsHeard(bell)
    control.batchTaken(one, bell)
    const wait = vi.spyOn(Atomics, "wait")
    control.waitForRing(bell, heard, 0)
    expect(wait).toHaveReturnedWith("timed-out")
  })
})
