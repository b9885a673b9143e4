import { describe, expect, test } from "vitest"
import { CommandParseError } from "../../src/parse.ts"
import { exchangesOf } from "./exchanges.ts"
import { type Rewriting, rewritingOf } from "./rebuild.ts"
import { recordedSessions } from "./sessions.ts"
import { readAnyway } from "./undeclared.ts"

const exchanges = recordedSessions().flatMap(exchangesOf)
const read = exchanges.flatMap(({ command, ...exchange }) =>
  command instanceof CommandParseError ? [] : [{ ...exchange, command }],
)

test("every recorded command is answered", () => {
  const answers = recordedSessions().flatMap(({ frames }) =>
    frames.filter((frame) => "resp" in frame),
  )
  expect(exchanges.length).toBe(answers.length)
})

describe("a recorded command of the API", () => {
  test("is found often enough to be worth a test", () => {
    expect(read.length).toBeGreaterThan(1700)
    expect(new Set(read.map(({ command }) => command.name)).size).toBeGreaterThan(45)
  })

  test("is written back byte for byte, or in another spelling of the same", () => {
    const counts = countBy(read.map(({ text, command }) => rewritingOf(text, command)))
    expect(counts.wrong).toBe(0)
    expect(counts.same).toBeGreaterThan(1500)
  })

  test("is written as either command when two share its text", () => {
    for (const { text, command } of read) {
      for (const other of command.alternatives) {
        expect(["same", "respelled", "looked up"]).toContain(rewritingOf(text, other))
      }
    }
  })
})

describe("a command that the core refused", () => {
  const refused = read.filter(({ refused }) => refused).map(({ text }) => text)

  test("is refused, but for what a later version reads or what only values decide", () => {
    const reasons = refused.map((text) => readAnyway.find(({ pattern }) => pattern.test(text)))
    expect(refused.filter((_, index) => reasons[index] === undefined)).toEqual([])
    expect(new Set(reasons)).toEqual(new Set(readAnyway))
  })
})

function countBy(rewritings: readonly Rewriting[]): Record<Rewriting, number> {
  const counts = { same: 0, respelled: 0, "looked up": 0, refused: 0, wrong: 0 }
  for (const rewriting of rewritings) counts[rewriting]++
  return counts
}
