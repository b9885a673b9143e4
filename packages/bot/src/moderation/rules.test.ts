import { describe, expect, test } from "vitest"
import { rule } from "./index.ts"

describe("each rule", () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds))
  const said = (text: string, more: object = {}) =>
    ({
      text,
      content: { type: "text", text },
      mentions: {},
      sender: { key: "group:1:member:1", name: "alice" },
      chat: { type: "group", groupInfo: { groupId: 1 } },
      sentAt: at(0),
      isEdit: false,
      isHistory: false,
      ...more,
    }) as never

  test.each([
    ["see example.org.", true],
    ["mail me at a@b.example", false],
    ["HTTPS://Example.Org/x", true],
    ["simplex:/contact#/?v=2", true],
    ["docs.simplex.chat is fine", false],
    ["notsimplex.chat is not", true],
    ["version 1.2 and e.g. this", false],
    ["ｅxample．org", true],
  ])("links: %s", (text, isBroken) => {
    const links = rule.links({ allow: ["simplex.chat"] })
    expect(links.message?.(said(text)) !== undefined).toBe(isBroken)
  })

  test("floods count what was sent in a time, by each member", () => {
    const floods = rule.floods({ limit: 2, windowMs: 10_000 })
    const say = (seconds: number, key = "a") =>
      floods.message?.(said("x", { sentAt: at(seconds), sender: { key } })) !== undefined
    expect([say(0), say(1), say(1, "b"), say(2), say(11), say(20)]).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
    ])
  })

  test("duplicates are long texts that were said before, by anyone", () => {
    const duplicates = rule.duplicates()
    const say = (text: string, seconds: number, more = {}) =>
      duplicates.message?.(said(text, { sentAt: at(seconds), ...more })) !== undefined
    const long = "Buy my very nice things today"
    expect(say(long, 0)).toBe(false)
    expect(say(` ${long.toUpperCase()}`, 1)).toBe(true)
    expect(say(long, 70)).toBe(false)
    expect(say("yes", 0)).toBe(false)
    expect(say("yes", 1)).toBe(false)
  })

  test("mentions, words, contents and scripts", () => {
    const mentions = { a: 1, b: 2, c: 3 }
    expect(rule.mentions({ max: 2 }).message?.(said("x", { mentions }))).toEqual({
      key: "mod-mentions",
      args: { max: 2 },
    })
    const words = rule.words(/casino/gi)
    expect([1, 2].map(() => words.message?.(said("Ca\u00ADsino")))).toEqual([
      { key: "mod-words" },
      { key: "mod-words" },
    ])
    const files = rule.files({ deny: /\.(exe|apk)$/i, maxBytes: 1000 })
    const file = (fileName: string, fileSize: number) =>
      files.message?.(said("x", { file: { fileName, fileSize } })) !== undefined
    expect([file("a.EXE", 1), file("a.txt", 1001), file("a.txt", 1000)]).toEqual([
      true,
      true,
      false,
    ])
    expect(files.message?.(said("x"))).toBeUndefined()
    const contents = rule.contents("text", "image")
    expect(contents.message?.(said("x", { content: { type: "voice" } }))).toBeDefined()
    expect(contents.message?.(said("x"))).toBeUndefined()
    const latin = rule.scripts("Latin")
    expect(latin.message?.(said("Привет, this is"))).toBeDefined()
    expect(latin.message?.(said("hello there, мир 123 👍"))).toBeUndefined()
  })
})
