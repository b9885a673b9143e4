import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { fitsInMessage, splitText } from "../index.ts"
import { sizeOf } from "./message-size.ts"

const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ")

test("a text that fits stays whole, and an empty one has no parts", () => {
  expect(splitText("hello\nworld")).toEqual(["hello\nworld"])
  expect(splitText("")).toEqual([])
})

test("the parts fit into messages, and together are the text", () => {
  const text = `${words(5000)}\n${"жизнь ".repeat(3000)}\n${"x".repeat(40_000)}`
  const parts = splitText(text)
  expect(parts.length).toBeGreaterThan(5)
  expect(parts.every((part) => fitsInMessage(part))).toBe(true)
  expect(parts.join("")).toBe(text)
})

describe("it cuts", () => {
  test("at the end of a line", () => {
    const lines = [`${"a".repeat(50)}\n`, `${"b ".repeat(10)}\n`, "c".repeat(60)]
    expect(splitText(lines.join(""), { maxBytes: 80 })).toEqual([lines[0]! + lines[1]!, lines[2]])
  })

  test("after a blank where the line is too long", () => {
    const text = `${"a".repeat(50)} ${"b".repeat(20)} ${"c".repeat(20)}`
    expect(splitText(text, { maxBytes: 80 })).toEqual([
      `${"a".repeat(50)} ${"b".repeat(20)} `,
      "c".repeat(20),
    ])
  })

  test("at graphemes where a word is too long", () => {
    const family = "👩‍👩‍👧‍👦"
    const parts = splitText(family.repeat(10), { maxBytes: 64 })
    expect(parts).toEqual(Array(5).fill(family.repeat(2)))
  })
})

describe("it does not cut inside", () => {
  const spans = [
    ["bold text", "*some bold words here*"],
    ["italic text", "_some slanted words_"],
    ["struck text", "~some wrong words in~"],
    ["code", "`let a = some code`"],
    ["a secret", "#some secret words#"],
    ["coloured text", "!1 some red words!"],
    ["a mention", "@'some one with blanks'"],
    ["a command", "/'order 12 with blanks'"],
    ["a link with a text", "[some words to show](https://example.com/some)"],
    ["an address", "https://example.com/some/where/far/away"],
  ]

  test.each(spans)("%s", (_, span = "") => {
    for (let before = 20; before < 64; before++) {
      const text = `${"a".repeat(before)} ${span} and ${"more ".repeat(8)}`
      const parts = splitText(text, { maxBytes: 64 })
      expect(parts.join("")).toBe(text)
      expect(parts.filter((part) => part.includes(span))).toHaveLength(1)
    }
  })
})

test.each([
  ["*", "*"],
  ["`", "`"],
  ["#", "#"],
  ["!1 ", "!"],
])("a span between %s and %s that is itself too long is closed and opened again", (from, to) => {
  const words = "x".repeat(150)
  const parts = splitText(`${from}${words}${to}`, { maxBytes: 64 })
  expect(parts.length).toBe(3)
  for (const part of parts) {
    expect(part.startsWith(from) && part.endsWith(to)).toBe(true)
    expect(sizeOf(part) - 2).toBeLessThanOrEqual(64)
  }
  expect(parts.map((part) => part.slice(from.length, -to.length)).join("")).toBe(words)
})

test("whatever the text, the parts fit, are not empty, and lose nothing", () => {
  const marks = ["*", "_", "~", "`", "#", "!1 ", "!", "[", "](", ")", "@'", "'"]
  const others = [
    " ",
    "\n",
    "\r\n",
    "a",
    "b",
    "жз",
    "字",
    "👩‍👩‍👧‍👦",
    "e\u0301",
    '"',
    "\\",
    "\u0001",
    "\ud83d",
  ]
  const text = fc
    .array(fc.constantFrom(...marks, ...others), { maxLength: 150 })
    .map((units) => units.join(""))
  fc.assert(
    fc.property(text, fc.integer({ min: 64, max: 300 }), (text, maxBytes) => {
      const parts = splitText(text, { maxBytes })
      for (const part of parts) {
        expect(part).not.toBe("")
        expect(sizeOf(part) - 2).toBeLessThanOrEqual(maxBytes)
      }
      // Only the marks of spans that had to be cut are written again.
      const written = /[*_~`#!1 ]/g
      expect(parts.join("").replaceAll(written, "")).toBe(text.replaceAll(written, ""))
      if (sizeOf(text) - 2 <= maxBytes) expect(parts.join("")).toBe(text)
    }),
  )
})

test("an accent or a modifier stays with what is before it, be that a blank or a mark", () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" })
  const graphemes = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)
  const units = [
    " ",
    "*",
    "#",
    "`",
    "a",
    "\u0301",
    "\u200d",
    "\ufe0f\u20e3",
    "👍🏽",
    "🏽",
    "🇩🇪",
    "\n",
  ]
  const text = fc
    .array(fc.constantFrom(...units), { maxLength: 120 })
    .map((parts) => parts.join(""))
  fc.assert(
    fc.property(text, (text) => {
      const parts = splitText(text, { maxBytes: 80 })
      if (parts.join("") !== text) return // marks were written again
      const starts = new Set<number>([0])
      for (const grapheme of graphemes(text)) starts.add(Math.max(...starts) + grapheme.length)
      let at = 0
      for (const part of parts) {
        expect(starts).toContain(at)
        at += part.length
      }
    }),
  )
})

test.each([0, 63, 1.5, Number.NaN])("maxBytes of %s is refused", (maxBytes) => {
  expect(() => splitText("x", { maxBytes })).toThrow(RangeError)
})

test("marks without their other halves are letters like others", () => {
  const text = "[a *b _c ~d `e #f !1 g @'h /'i ".repeat(2000)
  expect(splitText(text).join("")).toBe(text)
})
