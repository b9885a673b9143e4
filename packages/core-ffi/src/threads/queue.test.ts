import { describe, expect, test } from "vitest"
import { Queue } from "./queue.ts"

describe("Queue", () => {
  test("returns in order what was not removed", () => {
    const queue = new Queue<number>()
    for (const n of [1, 2, 3, 4, 5]) queue.push(n)
    queue.delete(1)
    queue.delete(4)
    expect([queue.shift(), queue.shift(), queue.shift(), queue.shift()]).toEqual([
      2,
      3,
      5,
      undefined,
    ])
  })

  test("goes on after it was empty", () => {
    const queue = new Queue<number>()
    expect(queue.shift()).toBeUndefined()
    queue.push(1)
    expect(queue.shift()).toBe(1)
    expect(queue.shift()).toBeUndefined()
    queue.push(2)
    queue.push(3)
    expect([...queue]).toEqual([2, 3])
    expect(queue.shift()).toBe(2)
    expect(queue.size).toBe(1)
  })

  test("keeps the first one when it does not fit", () => {
    const queue = new Queue<number>()
    for (const n of [1, 2]) queue.push(n)
    expect(queue.shift((n) => n > 1)).toBeUndefined()
    expect(queue.shift((n) => n > 0)).toBe(1)
    queue.shift((n) => n > 5)
    queue.delete(2)
    queue.push(3)
    expect(queue.shift()).toBe(3)
  })
})
