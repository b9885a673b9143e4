import { describe, expect, test } from "vitest"
import { CommandSyntaxError } from "./syntax-error.ts"
import { json, jsonData } from "./syntax-json.ts"

const at = "APIExample.value"
const cycle: Record<string, unknown> = {}
cycle["itself"] = cycle

describe("json", () => {
  test("writes JSON", () => {
    expect(json({ a: [1, "x"], b: undefined, c: null }, at, "{")).toBe('{"a":[1,"x"],"c":null}')
    expect(json([{}], at, "[{")).toBe("[{}]")
    expect(json("", at, '"')).toBe('""')
  })

  test.each(['"', "\\", "\\ud83d", "\\\\ud83d", "\0", "\n\u2028", "😀"])(
    "keeps the text %j",
    (text) => {
      expect(JSON.parse(json({ text }, at, "{"))).toEqual({ text })
    },
  )

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a cycle", cycle],
    ["a bigint", { id: 5n }],
    ["a fraction", { a: [{ id: 0.5 }] }],
    ["NaN", { id: NaN }],
    ["an unsafe integer", { id: 2 ** 53 }],
    ["a hole", { ids: [1, undefined] }],
    ["half a character", { text: "a\ud83d" }],
    ["half a character after a backslash", { text: "\\\udc00" }],
    ["half a character in a key", { "\ud83d": 1 }],
    ["an array", [1]],
    ["a text", "{"],
    ["a date, which becomes a text", new Date(0)],
    ["a function", () => 1],
  ])("refuses %s", (_, value) => {
    expect(() => json(value, at, "{")).toThrow(CommandSyntaxError)
  })

  test("refuses an empty array", () => {
    expect(() => json([], at, "[{")).toThrow(CommandSyntaxError)
  })

  test("says which numbers and texts belong there", () => {
    expect(() => json({ id: 2 ** 53 }, at, "{")).toThrow(
      "APIExample.value takes JSON of its type: isSafeInteger, isWellFormed",
    )
    expect(() => jsonData({ id: NaN }, at, "{")).toThrow(": isFinite, isWellFormed")
  })

  test("does not tell what getters and toJSON throw", () => {
    const secret = { toJSON: () => { throw new Error("secret") } } // prettier-ignore
    expect(() => json(secret, at, "{")).toThrow("APIExample.value takes JSON of its type")
  })
})

describe("jsonData", () => {
  test("takes fractions, and large numbers, but only finite ones", () => {
    expect(jsonData({ a: 0.5, b: 1e300 }, at, "{")).toBe('{"a":0.5,"b":1e+300}')
    expect(() => jsonData({ a: Infinity }, at, "{")).toThrow(CommandSyntaxError)
  })
})
