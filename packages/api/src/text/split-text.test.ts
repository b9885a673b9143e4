import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { fitsInMessage, InvalidArgumentError, mentionsIn, splitText } from "../index.ts"
import { sizeOf } from "../limits/message-size.ts"

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

describe("a span that is closed and opened again", () => {
  const secret = `#${"the code is 1234 ".repeat(10).trim()}#`
  const text = `Keep it: ${secret} and tell none`

  test("is cut at a blank, which stays outside: after a mark the core takes a blank for text", () => {
    for (let maxBytes = 64; maxBytes < 120; maxBytes++) {
      const parts = splitText(text, { maxBytes })
      // What the core reads as secret: no blank beside the marks.
      const hidden = parts.flatMap((part) => part.match(/#(?! )[^#]+(?<! )#/g) ?? [])
      const clear = parts.map((part) => part.replaceAll(/#(?! )[^#]+(?<! )#/g, "")).join("")
      expect(hidden.map((one) => one.slice(1, -1)).join(" ")).toBe(secret.slice(1, -1))
      expect(clear.split(/\s+/)).toEqual(["Keep", "it:", "and", "tell", "none"])
    }
  })

  test("may be longer than a book", () => {
    const parts = splitText(`#${"x".repeat(100_000)}#`)
    expect(parts.length).toBeGreaterThan(6)
    for (const part of parts) expect(part).toMatch(/^#x+#$/)
  })

  test("may end in an accent, and may be small print or a secret in a secret", () => {
    const words = `${"word ".repeat(40)}word`
    const marks = [
      ["#", "#\u0301"],
      ["!- ", "!"],
      ["##", "##"],
      ["!green ", "!"],
    ]
    for (const [from = "", to = ""] of marks) {
      const parts = splitText(from + words + to, { maxBytes: 64 })
      for (const part of parts) {
        expect(part.trimEnd().startsWith(from) && part.trimEnd().endsWith(to)).toBe(true)
        // No word is cut.
        expect(part.trimEnd().slice(from.length, -to.length)).toMatch(/^word( word)*$/)
      }
    }
  })
})

describe("a block of code", () => {
  const lines = Array.from({ length: 12 }, (_, i) => `line(${i}) // *one* of many`)
  const block = `\`\`\`ts\n${lines.join("\n")}\n\`\`\``

  test.each(["c++", "c#", "objective-c", ".net", "rust,ignore", 'ts title="x y"'])(
    "keeps the language %s without what else is in its line",
    (info) => {
      const text = `\`\`\`${info}\n${"a line\n".repeat(40)}\`\`\``
      const [language = ""] = info.split(/[ ,]/)
      const [, ...others] = splitText(text, { maxBytes: 100 })
      expect(others.length).toBeGreaterThan(1)
      for (const part of others) expect(part.startsWith(`\`\`\`${language}\n`)).toBe(true)
    },
  )

  test("is closed and opened again between its lines, with its language", () => {
    const parts = splitText(`Try this:\n${block}\nDone.`, { maxBytes: 120 })
    expect(parts.length).toBeGreaterThan(3)
    for (const part of parts) {
      expect(part.match(/^```/gm)?.length).toBe(2)
      expect(part).toMatch(/^```ts\n/m)
      expect(sizeOf(part) - 2).toBeLessThanOrEqual(120)
    }
    const code = parts.flatMap((part) => part.split("\n")).filter((line) => line.startsWith("line"))
    expect(code).toEqual(lines)
  })

  test("may have a line that is too long", () => {
    const parts = splitText(`\`\`\`\n${"x".repeat(300)}\n\`\`\``, { maxBytes: 80 })
    for (const part of parts) expect(part).toMatch(/^```\nx+\n```$/)
    expect(parts.join("").replaceAll(/[`\n]/g, "")).toBe("x".repeat(300))
  })

  test("that is never closed is text like other text", () => {
    const text = `\`\`\`ts\n${"some words\n".repeat(20)}`
    expect(splitText(text, { maxBytes: 80 }).join("")).toBe(text)
  })

  test("is never left open, whatever is around it", () => {
    const unit = fc.constantFrom("```", "```js", "word", "*bold*", "x".repeat(70), "", "```ts x")
    const text = fc.array(unit, { maxLength: 30 }).map((lines) => lines.join("\n"))
    fc.assert(
      fc.property(text, (text) => {
        const parts = splitText(text, { maxBytes: 90 })
        for (const part of parts) expect(sizeOf(part) - 2).toBeLessThanOrEqual(90)
        const plain = (text: string) => text.replaceAll(/```\w*|\n/g, "")
        expect(plain(parts.join(""))).toBe(plain(text))
      }),
    )
  })
})

test("a mention of a name with blanks survives in every part", () => {
  const text = `${"some words ".repeat(8)}@'ann lee' ${"and more ".repeat(8)}@'ann lee' @bob`
  const parts = splitText(text, { maxBytes: 64 })
  const mentions = { "ann lee": 3, bob: 4, carol: 5 }
  const kept = parts.map((part) => mentionsIn(part, mentions))
  expect(kept.filter((part) => "ann lee" in part)).toHaveLength(2)
  expect(Object.assign({}, ...kept)).toEqual({ "ann lee": 3, bob: 4 })
})

test.each([
  ["@ann", true],
  ["hi @ann!", true],
  ["@ann, @anna", true],
  ["@'ann' quoted", true],
  ["@anna", false],
  ["@anna and mail@ann", false],
  ["*@ann*", false],
  ["`@ann`", false],
  ["ann", false],
])("%s mentions ann: %s", (text, isMentioned) => {
  expect("ann" in mentionsIn(text, { ann: 3 })).toBe(isMentioned)
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
      fc.pre(!/^ {0,3}```/m.test(text)) // blocks of code have a property of their own
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
  expect(() => splitText("x", { maxBytes })).toThrow(InvalidArgumentError)
})

test("marks without their other halves are letters like others", () => {
  const text = "[a *b _c ~d `e #f !1 g @'h /'i ".repeat(2000)
  expect(splitText(text).join("")).toBe(text)
})
