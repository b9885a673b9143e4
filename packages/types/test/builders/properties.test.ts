import fc from "fast-check"
import { describe, expect, test } from "vitest"
import * as CC from "../../src/gen/commands/index.ts"
import { schema } from "../../src/gen/schema.ts"
import { type Command, CommandSyntaxError } from "../../src/index.ts"
import { parseCommand } from "../../src/parse.ts"
import { paramsOf } from "./arbitrary.ts"

type AnyCommand = Command<unknown, unknown>
const builders = new Map(Object.entries(CC as unknown as Record<string, AnyCommand>))

/** What the builder wrote, or the error that it threw instead; any other error fails the test. */
function write(command: string, params: unknown): string | CommandSyntaxError {
  try {
    return builders.get(command)?.cmdString(params) ?? "no builder"
  } catch (error) {
    if (error instanceof CommandSyntaxError) return error
    throw error
  }
}

describe.each(schema.commands)("$name", (command) => {
  const { name, params } = command
  const offered = params.filter((param) => param.unwritten === undefined)

  test("writes what reads back as it was, or refuses", () => {
    let written = 0
    const property = fc.property(paramsOf(command), (values) => {
      const text = write(name, values)
      if (text instanceof CommandSyntaxError) {
        expect(text.command).toBe(name)
        expect(offered.map((param) => param.name)).toContain(text.parameter)
        return
      }
      written += 1
      const { alternatives, ...reading } = parseCommand(text)
      const readings = [reading, ...alternatives].filter((one) => one.name === name)
      // JSON leaves out what is undefined, as the wire does.
      expect(readings.map((one) => one.params)).toEqual([JSON.parse(JSON.stringify(values))])
    })
    // Most values of some commands are refused: they are drawn until one is written.
    for (let rounds = 0; rounds < 10 && (rounds === 0 || written === 0); rounds++) {
      fc.assert(property, { numRuns: 150 })
    }
    expect(written).toBeGreaterThan(0)
  })

  test("takes null for an optional parameter that is absent", () => {
    fc.assert(
      fc.property(paramsOf(command), (values) => {
        const absent = offered.filter((param) => param.optional && values[param.name] === undefined)
        const nulls = Object.fromEntries(absent.map((param) => [param.name, null]))
        expect(write(name, { ...values, ...nulls })).toEqual(write(name, values))
      }),
      { numRuns: 20 },
    )
  })

  test("refuses what is not its parameters at all, unless it needs none", () => {
    for (const nothing of [undefined, null, {}, 5, "text", []])
      expect(write(name, nothing) instanceof CommandSyntaxError).toBe(
        offered.some(({ optional }) => optional !== true),
      )
  })

  test.each(offered)("refuses a $name of another kind", (param) => {
    const wrong = [null, "", -1, 0.5, NaN, 2 ** 53, 5n, "a\0b", "constructor", () => 1]
    fc.assert(
      fc.property(paramsOf(command), fc.constantFrom(...wrong), (values, value) => {
        const text = write(name, { ...values, [param.name]: value })
        if (text instanceof CommandSyntaxError) return
        // What is taken all the same is right for the type: null as absent, a text as JSON.
        const known = parseCommand(text)
        const readings = [known, ...known.alternatives].filter((one) => one.name === name)
        const expected = { ...values, [param.name]: value ?? undefined }
        expect(readings.map((one) => one.params)).toEqual([JSON.parse(JSON.stringify(expected))])
      }),
      { numRuns: 30 },
    )
  })
})
