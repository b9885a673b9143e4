import { describe, expect, test } from "vitest"
import { Width, type Look } from "./width.ts"

const load = (processors: number, preempted = false, hasWork = false) => ({
  processors,
  preempted,
  hasWork: () => hasWork,
})
const look = (width: Width, seen: Partial<Look>, times = 1) => {
  for (let i = 0; i < times; i++)
    width.look({ begun: 0, load: load(1), busy: 1, inBatch: true, ms: 2, ...seen })
  return width.calls
}

describe("the number of calls that run side by side", () => {
  test("is the bound until something else is known", () => {
    expect(new Width(16).now).toBe(16)
  })

  test("stays as it is while a thread is quick enough alone", () => {
    const width = new Width(16)
    expect(look(width, { begun: 16 }, 10)).toBe("quick")
    expect(width.now).toBe(16)
  })

  test("falls to one when calls compute, and rises to the bound when they wait", () => {
    const width = new Width(16)
    expect(look(width, { begun: 4, load: load(0.98) })).toBe("compute")
    expect(width.now).toBe(1)
    expect(look(width, { begun: 1, load: load(0.02) }, 2)).toBe("wait")
    expect(width.now).toBe(16)
  })

  test("is not changed by one moment in which other processes had the processors", () => {
    const width = new Width(16)
    look(width, { begun: 4 })
    for (let i = 0; i < 5; i++) {
      expect(look(width, { load: load(0) })).not.toBe("wait")
      expect(look(width, { begun: 4 })).toBe("compute")
    }
    expect(width.now).toBe(1)
  })

  test("does not fall on what many threads that wait use, nor when many calls end together", () => {
    const width = new Width(16)
    look(width, { load: load(0) }, 2)
    for (let wave = 0; wave < 5; wave++) {
      expect(look(width, { begun: 16, load: load(1.4), busy: 16 }, 3)).toBe("wait")
      expect(look(width, { begun: 3, load: load(0.5), busy: 16 }, 7)).toBe("wait")
    }
    expect(width.now).toBe(16)
    expect(look(width, { begun: 3, load: load(0.95), busy: 16 }, 4)).toBe("compute")
  })

  test("does not take calls that begin on many threads at once for quick ones", () => {
    const width = new Width(16)
    look(width, { load: load(0) }, 2)
    expect(look(width, { begun: 16, load: load(0.5), busy: 16 })).toBe("wait")
    expect(look(width, { begun: 25, load: load(0.5), busy: 16 })).toBe("quick")
  })

  test("falls at once when a thread that is alone computes", () => {
    const width = new Width(16)
    look(width, { load: load(0) }, 2)
    expect(look(width, { begun: 1, load: load(0.6) })).toBe("wait")
    expect(look(width, { begun: 1, load: load(0.9) })).toBe("compute")
    expect(width.now).toBe(1)
  })

  test("rises later where other processes take the processor", () => {
    const width = new Width(16)
    look(width, { begun: 4 })
    expect(look(width, { begun: 1, load: load(0.1, true) }, 3)).toBe("compute")
    expect(look(width, { begun: 1, load: load(0.1, true) })).toBe("wait")
  })

  test("rises later where threads have work, and other processes have the processors", () => {
    const width = new Width(16)
    look(width, { begun: 4 })
    expect(look(width, { load: load(0.05, true, true) }, 39)).toBe("compute")
    expect(width.now).toBe(1)
    expect(look(width, { load: load(0.05, true, true) })).toBe("wait")
    expect(width.now).toBe(2)
  })

  test("rises step by step when no call is begun for 20 ms, although the core computes", () => {
    const width = new Width(16)
    look(width, { begun: 4 })
    for (const expected of [2, 4, 8, 16, 16]) {
      expect(look(width, {}, 9)).toBe("compute")
      expect(look(width, {})).toBe("wait")
      expect(width.now).toBe(expected)
    }
  })

  test("does not fall on what is seen while a thread starts, nor on calls of their own threads", () => {
    const width = new Width(16)
    look(width, { begun: 1, load: undefined }, 5)
    look(width, { begun: 1, inBatch: false }, 5)
    expect(width.now).toBe(16)
  })

  test("rises with the bound, which never falls", () => {
    const width = new Width(4)
    width.widen(2)
    expect(width.now).toBe(4)
    width.widen(8)
    expect(width.now).toBe(8)
  })
})
