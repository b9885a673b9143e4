import { describe, expect, test } from "vitest"
import { CommandParseError } from "../../src/parse.ts"
import { exchangesOf } from "./exchanges.ts"
import { type Rewriting, rebuild, rewritingOf } from "./rebuild.ts"
import { recordedSessions } from "./sessions.ts"
import { isUndeclared } from "./undeclared.ts"

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
    expect(read.length).toBeGreaterThan(1900)
    expect(new Set(read.map(({ command }) => command.name)).size).toBeGreaterThan(100)
  })

  test("is written back byte for byte, or in another spelling of the same", () => {
    const counts: Partial<Record<Rewriting, number>> = {}
    for (const { text, command } of read) {
      const rewriting = rewritingOf(text, command)
      counts[rewriting] = (counts[rewriting] ?? 0) + 1
    }
    expect(counts).toEqual({})
  })

  test("is written as either command when two share its text", () => {
    for (const { text, command } of read) {
      for (const other of command.alternatives) expect(rebuild(other) ?? text).toBe(text)
    }
  })
})

test("a command that the core took and that is not read begins as those that are left to raw text", () => {
  const unread = exchanges.filter(
    ({ command, refused, text }) =>
      command instanceof CommandParseError && !refused && !isUndeclared(text),
  )
  expect(unread.map(({ text }) => text)).toEqual([])
})
