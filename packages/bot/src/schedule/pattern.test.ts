import { describe, expect, test } from "vitest"
import { nextTime } from "./pattern.ts"

describe("summer time", () => {
  const timesFrom = (start: string, pattern: string, timeZone: string, count: number) => {
    const times: string[] = []
    for (let at = Date.parse(start); times.length < count;) {
      at = nextTime({ pattern, timeZone }, at) ?? NaN
      times.push(new Date(at).toISOString().slice(0, 16))
    }
    return times
  }

  test("nine o'clock stays nine o'clock", () => {
    expect(timesFrom("2027-03-26T12:00Z", "0 9 * * *", "Europe/Berlin", 3)).toEqual([
      "2027-03-27T08:00",
      "2027-03-28T07:00",
      "2027-03-29T07:00",
    ])
    expect(timesFrom("2026-10-23T12:00Z", "0 9 * * *", "Europe/Berlin", 3)).toEqual([
      "2026-10-24T07:00",
      "2026-10-25T08:00",
      "2026-10-26T08:00",
    ])
  })

  test("a time that is left out is moved to when summer time begins, and one that comes twice counts once", () => {
    expect(timesFrom("2027-03-27T12:00Z", "30 2 * * *", "Europe/Berlin", 2)).toEqual([
      "2027-03-28T01:00",
      "2027-03-29T00:30",
    ])
    expect(timesFrom("2026-10-24T12:00Z", "30 2 * * *", "Europe/Berlin", 2)).toEqual([
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ])
  })

  test("in the southern half of the world, and where it is half an hour", () => {
    expect(timesFrom("2026-10-03T00:00Z", "0 8 * * *", "Australia/Lord_Howe", 2)).toEqual([
      "2026-10-03T21:00",
      "2026-10-04T21:00",
    ])
  })
})
