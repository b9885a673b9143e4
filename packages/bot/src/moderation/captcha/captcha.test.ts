import { inflateSync } from "node:zlib"
import { expect, test } from "vitest"
import { isAnswer, newCaptcha } from "./captcha.ts"
import { draw } from "./draw.ts"
import { alphabet } from "./glyphs.ts"
import { pngOf } from "./png.ts"

test("a picture shows five characters, none of which looks like another, in a few kilobytes", () => {
  for (let n = 0; n < 20; n++) {
    const { answer, shown } = newCaptcha("picture")
    expect(answer).toMatch(/^[A-Z0-9]{5}$/)
    expect(answer).not.toMatch(/[OQ0I1B8S5Z2GUVD]/)
    expect(shown).toMatch(/^data:image\/png;base64,/)
    // A message holds about 14 kB with its preview.
    expect(shown.length).toBeLessThan(12_000)
  }
})

test("two pictures are never the same, even of the same characters", () => {
  const random = () => Math.random()
  expect(draw("AAAAA", random).pixels).not.toEqual(draw("AAAAA", random).pixels)
})

test("each character leaves ink, and each its own", () => {
  const drawn = alphabet.map((character) => draw(character, () => 0.5).pixels.toString())
  expect(new Set(drawn).size).toBe(alphabet.length)
})

test("the file is a PNG whose rows are the pixels", () => {
  const pixels = Uint8Array.of(0, 255, 128, 16, 32, 48)
  const png = pngOf({ width: 3, height: 2, pixels })
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n")
  expect(png.readUInt32BE(16)).toBe(3)
  expect(png.readUInt32BE(20)).toBe(2)
  const at = png.indexOf("IDAT")
  const data = png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
  expect([...inflateSync(data)]).toEqual([0, 0x0f, 0x80, 0, 0x12, 0x30])
})

test("a sum is a text", () => {
  const { answer, shown } = newCaptcha("sum")
  const [a = 0, b = 0] = shown.split(" + ").map(Number)
  expect(answer).toBe(`${a + b}`)
})

test.each([
  ["ACE34", true],
  [" ace 34 ", true],
  ["ＡＣＥ３４", true],
  ["ACE3", false],
  ["", false],
])("an answer is read as it was meant: %j", (text, isRight) => {
  expect(isAnswer(text, "ACE34")).toBe(isRight)
})
