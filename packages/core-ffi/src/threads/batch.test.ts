import { describe, expect, test } from "vitest"
import { take, takeBack, takenOf } from "./batch.ts"

describe("a batch", () => {
  const cursorAt = (number: number) => {
    const cursor = new Int32Array(new SharedArrayBuffer(4))
    cursor[0] = number
    return cursor
  }

  test.each([0, 7, 2 ** 31 - 2, -1])(
    "is taken call by call, until the rest is taken back (from %i)",
    (first) => {
      const cursor = cursorAt(first)
      expect(take(cursor, first)).toBe(true)
      expect(take(cursor, first + 1)).toBe(true)
      expect(takenOf(cursor, first)).toBe(2)
      expect(takeBack(cursor, first, 5)).toBe(2)
      expect(take(cursor, first + 2)).toBe(false)
      expect(takeBack(cursor, first, 5)).toBe(5)
      const next = (first + 5) | 0
      expect(take(cursor, next)).toBe(true)
    },
  )

  test("that was taken back before the thread saw it does not disturb the next one", () => {
    const cursor = cursorAt(0)
    expect(takeBack(cursor, 0, 3)).toBe(0)
    expect(take(cursor, 0)).toBe(false) // the old one arrives
    expect(take(cursor, 3)).toBe(true) // then the new one
    expect(take(cursor, 1)).toBe(false)
  })
})
