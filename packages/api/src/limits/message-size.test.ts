import type { T } from "@simplex-chat/types"
import { describe, expect, test } from "vitest"
import { recordedFrames } from "../../test/helpers/recordings.ts"
import { fitsInMessage } from "../index.ts"
import { sizeOf } from "./message-size.ts"

/** The texts of letters that were sent by themselves, and whether the core took them. */
const recorded = (() => {
  const frames = recordedFrames("e-errors").filter(({ ctrl }) => ctrl === "alice")
  return frames.flatMap((frame, at) => {
    const text = "cmd" in frame ? /^\/_send @7 text (x+)$/.exec(frame.cmd)?.[1] : undefined
    if (text === undefined) return []
    const answer = frames.slice(at).find((later) => "resp" in later)?.resp
    return [{ text, length: text.length, taken: answer !== undefined && "result" in answer }]
  })
})()

describe("the core's word", () => {
  test("was recorded on both sides of the limit", () => {
    expect(recorded.map(({ length, taken }) => [length, taken])).toEqual([
      [10000, true],
      [15000, true],
      [15500, false],
      [15600, false],
      [15700, false],
      [16000, false],
      [16500, false],
    ])
  })

  test.each(recorded)("on $length letters is kept to", ({ text, taken }) => {
    expect(fitsInMessage(text)).toBe(taken)
  })
})

describe("what counts is bytes of JSON", () => {
  test.each([
    ["letters", "x", 1],
    ["quotes", '"', 2],
    ["backslashes", "\\", 2],
    ["line breaks", "\n", 2],
    ["control characters", "\u0001", 6],
    ["backspaces, which the core does not shorten", "\b", 6],
    ["Cyrillic", "ж", 2],
    ["Chinese", "字", 3],
    ["emoji", "😀", 4],
  ])("%s", (_, text, bytes) => {
    const count = 600
    expect(sizeOf(text.repeat(count)) - sizeOf("")).toBe(bytes * count)
    const most = Math.floor(15_000 / bytes)
    expect(fitsInMessage(text.repeat(most))).toBe(true)
    expect(fitsInMessage(text.repeat(Math.ceil(15_500 / bytes)))).toBe(false)
  })
})

describe("what else is in a message counts", () => {
  const text = "x".repeat(15_000)
  const message = (more: Partial<T.ComposedMessage>): T.ComposedMessage => ({
    msgContent: { type: "text", text },
    mentions: {},
    ...more,
  })
  const item = (quoted: string): T.AChatItem =>
    ({
      chatItem: {
        content: { type: "rcvMsgContent", msgContent: { type: "text", text: quoted } },
        meta: { itemText: quoted },
      },
    }) as T.AChatItem

  test("the preview of an image", () => {
    const image = `data:image/jpg;base64,${"A".repeat(14_000)}`
    expect(fitsInMessage({ type: "image", text: "", image })).toBe(true)
    expect(fitsInMessage({ type: "image", text: "x".repeat(2000), image })).toBe(false)
  })

  test("mentions, a file, what is quoted", () => {
    const mentions = Object.fromEntries(
      Array.from({ length: 3 }, (_, i) => [`m${i}`.repeat(99), 1]),
    )
    expect(fitsInMessage(message({}))).toBe(true)
    expect(fitsInMessage(message({ mentions }))).toBe(false)
    const fileSource = { filePath: "a long name.pdf".repeat(30) }
    expect(fitsInMessage(message({ fileSource }))).toBe(false)
    expect(fitsInMessage("x".repeat(10_000), { quoting: item("y".repeat(4000)) })).toBe(true)
    expect(fitsInMessage("x".repeat(10_000), { quoting: item("y".repeat(6000)) })).toBe(false)
  })
})
