import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { IdleThreads } from "./idle-threads.ts"

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const threads = (kept = 0) => {
  const ended: string[] = []
  const idle = new IdleThreads(kept, [1_000, 10_000])
  const add = (name: string) =>
    idle.add({ freeSince: performance.now(), end: () => ended.push(name) })
  return { idle, add, ended }
}

describe("threads that have nothing to do", () => {
  test("end after a second, each counted from when it was free", () => {
    const { add, ended } = threads()
    add("first")
    vi.advanceTimersByTime(600)
    add("second")
    vi.advanceTimersByTime(400)
    expect(ended).toEqual(["first"])
    vi.advanceTimersByTime(600)
    expect(ended).toEqual(["first", "second"])
  })

  test("are taken again, the last one first", () => {
    const { idle, add, ended } = threads()
    add("old")
    add("new")
    idle.take()
    vi.advanceTimersByTime(1_000)
    expect(ended).toEqual(["old"])
    expect(idle.take()).toBeUndefined()
  })

  test("stay, as many as are kept", () => {
    const { add, ended } = threads(1)
    add("first")
    add("second")
    vi.advanceTimersByTime(60_000)
    expect(ended).toEqual(["first"])
  })

  /** A burst of calls each `everyMs`: how many threads it starts. */
  const starts = (bursts: number, everyMs: number) => {
    const { idle, add } = threads()
    let started = 0
    for (let burst = 0; burst < bursts; burst++) {
      if (idle.take() === undefined) {
        idle.missed()
        started++
      }
      add("thread")
      vi.advanceTimersByTime(everyMs)
    }
    return started
  }

  test.each([
    { everyMs: 900, started: 1 },
    { everyMs: 3_000, started: 3 }, // kept for 1 s, 2 s, and then 4 s
    { everyMs: 9_000, started: 5 },
    { everyMs: 30_000, started: 100 },
  ])("are started $started times for 100 bursts, one each $everyMs ms", ({ everyMs, started }) => {
    expect(starts(100, everyMs)).toBe(started)
  })

  test("are missed once, however many are started for a burst", () => {
    const { idle, add, ended } = threads()
    add("one")
    vi.advanceTimersByTime(1_000)
    for (let i = 0; i < 5; i++) idle.missed()
    add("two")
    vi.advanceTimersByTime(2_000)
    expect(ended).toEqual(["one", "two"])
  })

  test("stay for ten seconds at most, however often they are missed", () => {
    const { idle, add, ended } = threads()
    for (let i = 0; i < 10; i++) {
      idle.missed()
      add("missed again")
      vi.advanceTimersByTime(10_000)
    }
    expect(ended).toHaveLength(10)
  })

  test("end soon again when they were not missed for long", () => {
    const { idle, add, ended } = threads()
    for (const name of ["one", "two", "three"]) {
      idle.missed()
      add(name)
      vi.advanceTimersByTime(5_000)
    }
    expect(ended).toEqual(["one", "two", "three"])
    vi.advanceTimersByTime(60_000)
    idle.missed()
    add("four")
    vi.advanceTimersByTime(1_000)
    expect(ended).toHaveLength(4)
  })
})
