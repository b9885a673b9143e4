import { randomBytes } from "node:crypto"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import sharp from "sharp"
import { beforeAll, describe, expect, test } from "vitest"
import { testFolder, world } from "../../test/fixtures/world.ts"
import { greyPixel } from "../messages/outgoing.ts"
import { newCaptcha } from "../moderation/captcha/captcha.ts"
import { previewOf } from "./index.ts"

/** A photo of noise, which compresses worst. */
let photo: Buffer
beforeAll(async () => {
  const raw = { width: 1200, height: 900, channels: 3 } as const
  photo = await sharp(randomBytes(1200 * 900 * 3), { raw })
    .png()
    .toBuffer()
})

const sizeOf = async (uri: string) => {
  const { format, width, height } = await sharp(
    Buffer.from(uri.split(",")[1] ?? "", "base64"),
  ).metadata()
  return { format, width, height }
}

describe("with sharp", () => {
  test("a preview is as large as fits, and has the shape of the picture", async () => {
    const uri = await previewOf(photo)
    expect(uri).toMatch(/^data:image\/jpg;base64,/)
    expect(uri.length).toBeLessThanOrEqual(10_000)
    const { format, width, height } = await sizeOf(uri)
    expect(format).toBe("jpeg")
    expect(width).toBeGreaterThanOrEqual(64)
    expect(width / height).toBeCloseTo(4 / 3, 1)
  })

  test("a file is read from its path; a small one is not enlarged", async () => {
    const file = join(testFolder(), "small.png")
    const small = { width: 40, height: 30, channels: 3, background: "#c00" } as const
    writeFileSync(file, await sharp({ create: small }).png().toBuffer())
    for (const source of [file, { filePath: file }])
      expect(await sizeOf(await previewOf(source))).toEqual({
        format: "jpeg",
        width: 40,
        height: 30,
      })
  })

  test.each([
    ["no picture", Buffer.from("nothing")],
    ["no file", "/nowhere/at/all.png"],
    ["an encrypted file", { filePath: "/x.png", cryptoArgs: { fileKey: "k", fileNonce: "n" } }],
  ])("of %s it is grey", async (_, source) => {
    expect(await previewOf(source)).toBe(greyPixel)
  })

  test("replies have it by themselves: images, albums, links", async () => {
    const { live, connected, network, folder } = world()
    const file = join(folder, "photo.png")
    writeFileSync(file, photo)
    const made = await live((bot) => {
      bot.onCommand("image", (message) => message.replyImage(file))
      bot.onCommand("own", (message) => message.replyImage(file, { preview: greyPixel }))
      bot.onCommand("album", (message) => message.replyAlbum([{ file }, { file, text: "b" }]))
      bot.onCommand("link", (message) => message.replyLink("https://example.com", { image: photo }))
    })
    const alice = await connected("alice", made)
    const seen: string[] = []
    network.observe((frame) => {
      if (frame.core !== "alice" || !("event" in frame)) return
      seen.push(...(frame.event.match(/data:image\/[a-z]+;base64,[\w+/=]*/g) ?? []))
    })
    const previews = async (command: string, count: number) => {
      seen.length = 0
      await alice.say(command)
      await expect.poll(() => new Set(seen).size).toBeGreaterThan(0)
      await network.idle()
      expect(seen.length).toBeGreaterThanOrEqual(count)
      return new Set(seen.map((uri) => uri.slice(0, 15)))
    }
    expect(await previews("/image", 1)).toEqual(new Set(["data:image/jpg;"]))
    expect(await previews("/own", 1)).toEqual(new Set(["data:image/png;"]))
    expect(await previews("/album", 2)).toEqual(new Set(["data:image/jpg;"]))
    expect(await previews("/link", 1)).toEqual(new Set(["data:image/jpg;"]))
  })

  test("a decoder of others reads the picture of a captcha", async () => {
    const { format, width, height } = await sizeOf(newCaptcha("picture").shown)
    expect({ format, width, height }).toEqual({ format: "png", width: 240, height: 80 })
  })
})

test("without sharp it is grey", async () => {
  const missing = () => Promise.reject(new Error("Cannot find package 'sharp'"))
  expect(await previewOf(photo, missing)).toBe(greyPixel)
})
