import { describe, expect, expectTypeOf, test } from "vitest"
import { ConfigurationError } from "../errors.ts"
import { ArgumentError } from "./argument-error.ts"
import { arg } from "./argument-kinds.ts"
import { type ArgumentValues, checkSchema, readArguments } from "./read-arguments.ts"

const remind = {
  minutes: arg.int({ min: 1, max: 60 }),
  who: arg.optional(arg.choice("me", "all"), "me"),
  what: arg.optional(arg.text()),
}

describe("readArguments", () => {
  test("gives typed values", () => {
    const values = readArguments(remind, "5 all buy milk\nand bread", "remind")
    expect(values).toEqual({ minutes: 5, who: "all", what: "buy milk\nand bread" })
    expectTypeOf(values).toEqualTypeOf<{
      readonly minutes: number
      readonly who: "me" | "all"
      readonly what: string | undefined
    }>()
  })

  test("takes defaults for what is left out", () => {
    expect(readArguments(remind, "5", "remind")).toEqual({ minutes: 5, who: "me", what: undefined })
  })

  test("reads quoted words, the rest of a line, and the lines after it", () => {
    const schema = { name: arg.word(), title: arg.line(), body: arg.text() }
    const values = readArguments(schema, '"New York" a "quoted" title \nline 1\nline 2', "post")
    expect(values).toEqual({
      name: "New York",
      title: 'a "quoted" title',
      body: "line 1\nline 2",
    })
  })

  test("does not take the next line for one that is left out", () => {
    const schema = { name: arg.word(), title: arg.optional(arg.line()), body: arg.text() }
    expect(readArguments(schema, "x\nbody", "post")).toEqual({
      name: "x",
      title: undefined,
      body: "body",
    })
  })

  test.each([
    ["", "minutes: is missing"],
    ["soon", "minutes: a whole number is needed"],
    ["0", "minutes: a whole number of at least 1 is needed"],
    ["61", "minutes: a whole number up to 60 is needed"],
    ["1.5", "minutes: a whole number is needed"],
    ["9007199254740993", "minutes: a whole number of fewer digits is needed"],
    ["5 you", "who: one of me, all is needed"],
  ])("refuses %j, and says how to write it", (text, problem) => {
    expect(() => readArguments(remind, text, "remind")).toThrow(
      `${problem}\nUsage: /remind <minutes> [me|all] [what...]`,
    )
  })

  test("refuses what is too much", () => {
    expect(() => readArguments({ a: arg.number() }, "1 2", "add")).toThrow(/too many arguments/)
  })

  test("never repeats what was written", () => {
    const secret = "my-password"
    expect(() => readArguments({ a: arg.int() }, secret, "add")).toThrow(/^((?!password).)*$/s)
  })

  test("reads kinds of one's own", () => {
    const date = arg.custom((word) => {
      const time = Date.parse(word)
      if (Number.isNaN(time)) throw new ArgumentError("a date such as 2026-01-31 is needed")
      return new Date(time)
    })
    expectTypeOf<ArgumentValues<{ on: typeof date }>>().toEqualTypeOf<{ readonly on: Date }>()
    expect(readArguments({ on: date }, "2026-01-31", "due").on.getUTCDate()).toBe(31)
    expect(() => readArguments({ on: date }, "later", "due")).toThrow(/on: a date such as/)
  })
})

describe("checkSchema", () => {
  test("refuses arguments that can never be read", () => {
    expect(() => checkSchema({ all: arg.text(), more: arg.word() })).toThrow(ConfigurationError)
    expect(() => checkSchema({ a: arg.optional(arg.word()), b: arg.word() })).toThrow(
      "args.b: must be optional, as a before it is",
    )
    checkSchema(remind)
  })
})
