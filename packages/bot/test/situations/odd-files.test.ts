import { spawnSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { crc32 } from "node:zlib"
import sharp from "sharp"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Bot, Message } from "../../src/index.ts"
import { previewOf } from "../../src/media/index.ts"
import { greyPixel } from "../../src/messages/outgoing.ts"
import { testFolder, world } from "../fixtures/world.ts"

type Send = (message: Message) => Promise<unknown>

/** What a handler gets that sends something, and how many messages the person got then. */
async function sending(send: Send): Promise<{ error: unknown; files: number }> {
  const { live, connected, network } = world()
  let files = 0
  network.observe((frame) => {
    if (frame.core === "bot" && "command" in frame && frame.command.includes('"fileSource"'))
      files++
  })
  const handled = Promise.withResolvers<unknown>()
  const made = await live((bot: Bot) =>
    bot.onMessage(async (message) => {
      await send(message).then(() => handled.resolve(undefined), handled.resolve)
    }),
  )
  const alice = await connected("alice", made)
  await alice.say("go")
  return { error: await handled.promise, files }
}

const isWindows = process.platform === "win32"

let folder = ""
beforeEach(() => {
  folder = testFolder()
})
const at = (name: string) => join(folder, name)

const ways: readonly (readonly [string, (message: Message, file: string) => Promise<unknown>])[] = [
  ["replyFile", (message, file) => message.replyFile(file)],
  ["replyImage", (message, file) => message.replyImage(file)],
  ["replyVoice", (message, file) => message.replyVoice(file, 3)],
  ["replyVideo", (message, file) => message.replyVideo(file, { seconds: 3 })],
  ["replyAlbum", (message, file) => message.replyAlbum([{ file: at("good.png") }, { file }])],
]

describe.each(ways)("%s", (_, reply) => {
  beforeEach(() => {
    writeFileSync(at("good.png"), Buffer.from(greyPixel.split(",")[1] ?? "", "base64"))
  })

  test("of an empty file says that nobody can receive it", async () => {
    writeFileSync(at("empty"), "")
    const { error, files } = await sending((message) => reply(message, at("empty")))
    expect(error).toMatchObject({ name: "ConfigurationError", option: "file" })
    expect(String(error)).toContain("is empty")
    expect(files).toBe(0)
  })

  test("of a folder says that it is none", async () => {
    mkdirSync(at("folder"))
    const { error, files } = await sending((message) => reply(message, at("folder")))
    expect(error).toMatchObject({ name: "ConfigurationError", option: "file" })
    expect(String(error)).toContain("is no file")
    expect(files).toBe(0)
  })

  test.skipIf(isWindows)("of a pipe does not wait for somebody who writes to it", async () => {
    expect(spawnSync("mkfifo", [at("pipe")]).status).toBe(0)
    const { error, files } = await sending((message) => reply(message, at("pipe")))
    expect(error).toMatchObject({ name: "ConfigurationError", option: "file" })
    expect(files).toBe(0)
  })

  test("of a file that is missing, or was deleted meanwhile, is refused by the core", async () => {
    const { error } = await sending((message) => reply(message, at("gone.png")))
    expect(error).toMatchObject({ name: "ChatCommandError", code: "fileNotFound" })
  })
})

test("a picture that is deleted while its preview is made is refused by the core", async () => {
  const file = at("photo.png")
  writeFileSync(
    file,
    await sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
      .png()
      .toBuffer(),
  )
  const { error } = await sending(async (message) => {
    const sent = message.replyImage(file)
    rmSync(file)
    return sent
  })
  expect(error).toMatchObject({ name: "ChatCommandError", code: "fileNotFound" })
})

describe("a preview", () => {
  const flat = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#369" } })
  let photo: Buffer
  beforeAll(async () => {
    photo = await flat(400, 300).jpeg().toBuffer()
  })

  const shape = async (uri: string) => {
    const { format, width, height } = await sharp(
      Buffer.from(uri.split(",")[1] ?? "", "base64"),
    ).metadata()
    return [format, width, height]
  }

  test.each([
    ["a text under the name of a picture", () => Buffer.from("hello, this is no picture")],
    ["half a JPEG", () => photo.subarray(0, photo.length / 2)],
    ["a PNG of 0 by 0", () => pngHeader(0, 0)],
    ["a PNG that says it has 60,000 by 60,000", () => pngHeader(60_000, 60_000)],
    [
      "an SVG of that size",
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>'),
    ],
    ["nothing", () => Buffer.alloc(0)],
  ])("of %s is grey", async (_, made) => {
    const file = at("picture.png")
    writeFileSync(file, made())
    expect(await previewOf(file)).toBe(greyPixel)
    expect(await previewOf(new Uint8Array(made()))).toBe(greyPixel)
  })

  test.each<[string, () => Promise<Buffer>, number, number]>([
    ["one of 20,000 by 1", () => flat(20_000, 1).png().toBuffer(), 320, 1],
    ["one of 1 by 20,000", () => flat(1, 20_000).png().toBuffer(), 1, 320],
    ["one of CMYK", () => flat(400, 300).toColourspace("cmyk").jpeg().toBuffer(), 320, 240],
    ["one of 16 bits", () => flat(400, 300).toColourspace("rgb16").png().toBuffer(), 320, 240],
    ["an animation", () => animation(), 320, 160],
    [
      "an SVG",
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'),
      40,
      30,
    ],
  ])("of %s is a JPEG of its shape", async (_, made, width, height) => {
    expect(await shape(await previewOf(await made()))).toEqual(["jpeg", width, height])
  })

  test.skipIf(isWindows)("of a folder and of a pipe is grey, without waiting", async () => {
    expect(spawnSync("mkfifo", [at("pipe")]).status).toBe(0)
    expect(await previewOf(at("pipe"))).toBe(greyPixel)
    expect(await previewOf(folder)).toBe(greyPixel)
  })

  test("of a huge picture that can only be read whole is grey, and else is made piece by piece", async () => {
    const huge = flat(8000, 8000)
    expect(await previewOf(await huge.clone().jpeg({ progressive: true }).toBuffer())).toBe(
      greyPixel,
    )
    expect(await shape(await previewOf(await huge.clone().jpeg().toBuffer()))).toEqual([
      "jpeg",
      320,
      320,
    ])
  })
})

describe("a link", () => {
  const uri = "https://example.com/page"

  test("with the address of a picture in place of a picture is a mistake", async () => {
    const image = "https://example.com/a.jpg"
    const { error } = await sending((message) => message.replyLink(uri, { image }))
    expect(error).toMatchObject({ name: "ConfigurationError", option: "image" })
  })

  test("with a path that leads nowhere, as one of its page does, is grey", async () => {
    const { error } = await sending((message) =>
      message.replyLink(uri, { image: "/nowhere/a.jpg" }),
    )
    expect(error).toBeUndefined()
  })

  test("with more than a message holds is refused before anything is sent", async () => {
    const image = `data:image/png;base64,${"A".repeat(20_000)}`
    for (const link of [
      { image },
      { title: "t".repeat(20_000) },
      { description: "d".repeat(20_000) },
    ]) {
      const { error } = await sending((message) => message.replyLink(uri, link))
      expect(error).toMatchObject({ name: "LimitError" })
    }
  })
})

test.each(["photo.jpg", "https://example.com/a.jpg", ""])(
  "%o is no preview of an image or a video",
  async (preview) => {
    writeFileSync(at("file"), "x")
    for (const send of [
      (message: Message) => message.replyImage(at("file"), { preview }),
      (message: Message) => message.replyVideo(at("file"), { preview, seconds: 1 }),
      (message: Message) => message.replyAlbum([{ file: at("file"), preview }]),
    ]) {
      const { error } = await sending(send)
      expect(error).toMatchObject({ name: "ConfigurationError", option: "preview" })
    }
  },
)

/** The beginning of a PNG, with a size that it does not have. */
function pngHeader(width: number, height: number): Buffer {
  const png = Buffer.from(greyPixel.split(",")[1] ?? "", "base64")
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

/** Two frames of 400 by 200. */
const animation = (): Promise<Buffer> =>
  sharp({
    create: { width: 400, height: 400, channels: 3, background: "red", pageHeight: 200 } as never,
  })
    .gif()
    .toBuffer()
