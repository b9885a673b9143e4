import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { schema } from "../../src/gen/schema.ts"
import { CommandParseError, parseCommand } from "../../src/parse.ts"
import { rewritingOf } from "../recordings/rebuild.ts"

/** A way to write a command besides the one of the reference, with texts that show it. */
interface Spelling {
  readonly command: string
  readonly spelling: string
  readonly means: string
  readonly read: readonly Reading[]
  /** Texts of the same kind that the core refuses, or that only raw text sends. */
  readonly refused: readonly string[]
}

interface Reading {
  readonly text: string
  /** The command that the core takes the text for. */
  readonly name: string
  readonly params: object
  readonly lookup?: object
}

/** The spellings as the core's parser has them. */
const spellings = JSON.parse(
  readFileSync(new URL("../fixtures/facts/spellings.json", import.meta.url), "utf8"),
) as Spelling[]

const declared = new Set<string>(schema.commands.map(({ name }) => name))
const ofCommands = spellings.filter(({ command }) => declared.has(command))
const titled = spellings.map((spelling) => ({
  ...spelling,
  title: `${spelling.command}: ${spelling.spelling}`,
}))

test("all are there, and all of a declared command are shown", () => {
  expect(spellings).toHaveLength(156)
  expect(ofCommands.filter(({ read }) => read.length === 0)).toEqual([])
})

describe.each(titled)("$title", ({ command, read, refused }) => {
  test.each(read)("reads $text", ({ text, name, params, lookup }) => {
    const { alternatives, ...reading } = parseCommand(text)
    expect(reading).toEqual(lookup === undefined ? { name, params } : { name, params, lookup })
    const named = [reading, ...alternatives].map((one) => one.name)
    if (declared.has(command)) expect(named).toContain(command)
    // What a builder writes for the same reads the same.
    for (const one of [reading, ...alternatives]) expect(rewritingOf(text, one)).not.toBe("wrong")
  })

  test.each(refused)("refuses %s", (text) => {
    expect(() => parseCommand(text)).toThrow(CommandParseError)
  })
})
