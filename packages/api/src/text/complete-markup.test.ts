import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { completeMarkup } from "../index.ts"

const shown = (text: string): string => {
  const { length, closer } = completeMarkup(text)
  return text.slice(0, length) + closer
}

describe("a span that is still being written is closed", () => {
  test.each([
    ["this is *bol", "this is *bol*"],
    ["this is *bold wo", "this is *bold wo*"],
    ["this is *bold ", "this is *bold*"],
    ["_it", "_it_"],
    ["~no", "~no~"],
    ["`let a", "`let a`"],
    ["#the code is 12", "#the code is 12#"],
    ["##two", "##two##"],
    ["!1 red wor", "!1 red wor!"],
    ["!green wor", "!green wor!"],
    ["a *b* and _c", "a *b* and _c_"],
    ["line *one\nand _two", "line *one\nand _two_"],
  ])("%s", (text, expected) => expect(shown(text)).toBe(expected))
})

describe("what cannot be closed is left out", () => {
  test.each([
    ["a mark alone", "this is *", "this is "],
    ["a colour without a word", "so !1 ", "so "],
    ["a link", "see [the do", "see "],
    ["a link without its address", "see [the docs]", "see "],
    ["half its address", "see [the docs](https://exa", "see "],
    ["an address", "see https://example.co", "see "],
    ["a mention", "hi @an", "hi "],
    ["a quoted mention", "hi @'ann le", "hi "],
    ["a command", "try /'pick", "try "],
    ["half an emoji", "ok \ud83d", "ok "],
    ["what is before it, too", "! [x", ""],
    ["half a link with an open mark in it, before blanks", "see [ *]( ", "see "],
  ])("%s", (_, text, expected) => expect(shown(text)).toBe(expected))
})

test.each([
  ["2 * 3 = 6"],
  ["* an entry"],
  ["snake_case_name"],
  ["a *b* c"],
  ["see [the docs](https://example.com) "],
  ["# Title"],
  ["Wait! What"],
  ["*note: this is *bold* text"],
  [""],
])("what is not open stays as it is: %s", (text) => {
  expect(completeMarkup(text)).toEqual({ length: text.length, closer: "" })
})

describe("a block of code", () => {
  const whole = "Try:\n```ts\nlet a = `1`\nlet b\n```\nDone."

  test("is closed at any time, with what there is of it", () => {
    expect(shown("Try:\n``")).toBe("Try:\n")
    expect(shown("Try:\n```t")).toBe("Try:\n")
    expect(shown("Try:\n```ts\n")).toBe("Try:\n")
    expect(shown("Try:\n```ts\nlet a")).toBe("Try:\n```ts\nlet a\n```")
    expect(shown("Try:\n```ts\nlet *a\n")).toBe("Try:\n```ts\nlet *a\n```")
    expect(shown("Try:\n```ts\nlet a\n``")).toBe("Try:\n```ts\nlet a\n```")
    expect(shown(whole)).toBe(whole)
  })

  test("never stays open", () => {
    for (let end = 0; end <= whole.length; end++) {
      expect([0, 2]).toContain(shown(whole.slice(0, end)).match(/^```/gm)?.length ?? 0)
    }
  })
})

test("half an emoji is left out, and a second half of one as well", () => {
  expect(completeMarkup("so \ud83d")).toEqual({ length: 3, closer: "" })
  expect(completeMarkup("so \ud83d\ud83d")).toEqual({ length: 3, closer: "" })
})

test("whatever the text, what is shown is complete, and a beginning of it", () => {
  const marks = ["*", "_", "~", "`", "#", "!1 ", "!", "[", "](", ")", "@'", "'", "```", "/", "x://"]
  const unit = fc.constantFrom(...marks, " ", "\n", "a", "word", "👍", "\ud83d")
  const text = fc.array(unit, { maxLength: 40 }).map((units) => units.join(""))
  fc.assert(
    fc.property(text, (text) => {
      const { length, closer } = completeMarkup(text)
      expect(length).toBeLessThanOrEqual(text.length)
      const now = text.slice(0, length) + closer
      expect(completeMarkup(now)).toEqual({ length: now.length, closer: "" })
    }),
    { numRuns: 2000 },
  )
})
