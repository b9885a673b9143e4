/* oxlint-disable vitest/no-disabled-tests -- of an older core, see below */
import { describe, expect, test } from "vitest"
import { schema } from "../../src/gen/schema.ts"
import { CommandParseError, parseCommand } from "../../src/parse.ts"
import { canAnswer, exchangesOf } from "./exchanges.ts"
import { rebuild, respellingOf, undeclaredHead } from "./rebuild.ts"
import { respellings } from "./respellings.ts"
import { recordedSessions } from "./sessions.ts"
import { malformed, readAnyway, undeclaredHeads } from "./undeclared.ts"

// Recorded with the core 6.4.5, whose sessions are about to be replaced by those of 7.0.0.6.

const exchanges = recordedSessions().flatMap(exchangesOf)
const read = exchanges.flatMap(({ command, ...exchange }) =>
  command instanceof CommandParseError ? [] : [{ ...exchange, command }],
)
const unread = exchanges.filter(({ command }) => command instanceof CommandParseError)

describe.skip("a recorded command of the API", () => {
  test("is found often enough to be worth a test", () => {
    expect(read.length).toBeGreaterThan(380)
    expect(new Set(read.map(({ command }) => command.name)).size).toBeGreaterThan(35)
  })

  test("is answered", () => {
    const answers = recordedSessions().flatMap(({ frames }) =>
      frames.filter((frame) => "resp" in frame),
    )
    expect(exchanges.length).toBe(answers.length)
  })

  test("is written back byte for byte, or as a listed respelling", () => {
    const rewritten = read.filter(({ text, command }) => {
      const written = rebuild(command) ?? text
      return written !== text && respellingOf(text, command) === undefined
    })
    expect(rewritten.map(({ text, command }) => [text, rebuild(command)])).toEqual([])
  })

  test("is written as either command when two share its text", () => {
    for (const { text, command } of read) {
      for (const other of command.alternatives) expect(rebuild(other) ?? text).toBe(text)
    }
  })

  test("is answered by what the schema lists for it", () => {
    const others = read.filter(({ answer, command }) => answer && !canAnswer(command, answer))
    expect(others.map(({ text, answer }) => [text, answer])).toEqual([])
  })

  test("is not read where the core did not, but for what is listed", () => {
    const refused = read.filter(({ refused }) => refused).map(({ text }) => text)
    expect(new Set(refused)).toEqual(new Set(Object.keys(readAnyway)))
  })
})

describe.skip("a respelling", () => {
  const named = respellings.map((respelling) => ({ ...respelling, title: respelling.example.read }))

  test.each(named)("means the same: $title", ({ command, pattern, example }) => {
    const [asRead, asWritten] = [parseCommand(example.read), parseCommand(example.written)]
    expect(example.read).toMatch(pattern)
    expect(asRead.name).toBe(command)
    expect(asRead).toEqual(asWritten)
    expect(rebuild(asRead)).toBe(example.written)
  })

  test.each(named.filter(({ unexercised }) => !unexercised))(
    "is recorded: $title",
    ({ example }) => {
      expect(exchanges.map(({ text }) => text)).toContain(example.read)
    },
  )

  test.each(named.filter(({ unexercised }) => unexercised))(
    "is rightly called unexercised: $title",
    ({ command, pattern }) => {
      const used = read.filter((one) => one.command.name === command && pattern.test(one.text))
      expect(used.map(({ text }) => text)).toEqual([])
    },
  )
})

describe.skip("a recorded command that is not read", () => {
  test("is not of the API, or malformed", () => {
    const counts: Record<string, number> = {}
    for (const { text } of unread.filter(({ text }) => !malformed.includes(text))) {
      const head = undeclaredHead(text) ?? text
      counts[head] = (counts[head] ?? 0) + 1
    }
    expect(counts).toEqual(undeclaredHeads)
  })

  test("is refused by the core too when it is malformed", () => {
    const texts = unread.filter(({ text }) => malformed.includes(text))
    expect(new Set(texts.map(({ text }) => text))).toEqual(new Set(malformed))
    expect(texts.filter(({ refused }) => !refused)).toEqual([])
  })

  test("never begins as a declared command does", () => {
    const heads = schema.commands.flatMap(({ grammar: [first] }) =>
      first !== undefined && "literal" in first ? [first.literal] : [],
    )
    expect(heads.length).toBe(schema.commands.length)
    expect(heads.filter((head) => undeclaredHead(head) !== undefined)).toEqual([])
  })
})
