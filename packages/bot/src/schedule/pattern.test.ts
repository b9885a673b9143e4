import { expect, test } from "vitest"
import { nextTime } from "./pattern.ts"

const timesFrom = (start: string, pattern: string, timeZone: string, count: number) => {
  const times: string[] = []
  for (let at = Date.parse(start); times.length < count;) {
    at = nextTime({ pattern, timeZone }, at) ?? NaN
    times.push(new Date(at).toISOString().slice(0, 16))
  }
  return times
}

const berlin = "Europe/Berlin"
const newYork = "America/New_York"
const lordHowe = "Australia/Lord_Howe"

test.each<[string, string, [string, string], string]>([
  ["nine in spring", "2027-03-26T12:00Z", ["0 9 * * *", berlin], "27T08:00 28T07:00 29T07:00"],
  ["nine in autumn", "2026-10-23T12:00Z", ["0 9 * * *", berlin], "24T07:00 25T08:00 26T08:00"],
  // The hour that is left out moves to when summer time begins.
  ["left out in Berlin", "2027-03-27T12:00Z", ["30 2 * * *", berlin], "28T01:00 29T00:30"],
  ["left out in New York", "2027-03-13T12:00Z", ["30 2 * * *", newYork], "14T07:00 15T06:30"],
  ["left out, half an hour", "2026-10-02T18:00Z", ["15 2 * * *", lordHowe], "03T15:30 04T15:15"],
  // The hour that comes twice counts once.
  ["twice in Berlin", "2026-10-24T12:00Z", ["30 2 * * *", berlin], "25T00:30 26T01:30"],
  ["twice in New York", "2026-10-31T12:00Z", ["30 1 * * *", newYork], "01T05:30 02T06:30"],
  ["twice, half an hour", "2027-04-03T00:00Z", ["45 1 * * *", lordHowe], "03T14:45 04T15:15"],
  ["in the south", "2026-10-03T00:00Z", ["0 8 * * *", lordHowe], "03T21:00 04T21:00"],
  ["ends of months", "2026-02-01T00:00Z", ["0 0 L * *", "UTC"], "28T00:00 31T00:00 30T00:00"],
])("summer time and months: %s", (_, start, [pattern, timeZone], times) => {
  const expected = times.split(" ")
  const found = timesFrom(start, pattern, timeZone, expected.length)
  expect(found.map((time) => time.slice(8))).toEqual(expected)
})

test.each([
  ["0 0 31 * *", "2026-02-01T00:00Z", "2026-03-31T00:00 2026-05-31T00:00 2026-07-31T00:00"],
  ["0 0 29 2 *", "2026-01-01T00:00Z", "2028-02-29T00:00 2032-02-29T00:00"],
])("days that some months and years have not are left out: %s", (pattern, start, times) => {
  const expected = times.split(" ")
  expect(timesFrom(start, pattern, "UTC", expected.length)).toEqual(expected)
})

test("what repeats within the hour goes on through both changes", () => {
  for (const [start, [pattern, timeZone], everyMs] of [
    ["2026-10-24T22:00Z", ["0 * * * *", berlin], 3_600_000],
    ["2026-10-24T22:00Z", ["*/30 * * * *", berlin], 1_800_000],
    ["2027-03-27T23:30Z", ["*/30 * * * *", berlin], 1_800_000],
    ["2027-04-03T13:30Z", ["*/10 * * * *", lordHowe], 600_000],
  ] as const) {
    const times = timesFrom(start, pattern, timeZone, 12).map((time) => Date.parse(`${time}Z`))
    const gaps = times.slice(1).map((at, before) => at - (times[before] ?? 0))
    expect(new Set(gaps)).toEqual(new Set([everyMs]))
  }
})
