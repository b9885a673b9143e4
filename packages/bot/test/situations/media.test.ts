import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import type { Message } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

/** What a person's core holds of the messages of the bot. */
async function contents(reply: (message: Message, file: (name: string) => string) => unknown) {
  const { live, connected, folder } = world()
  const errors: Error[] = []
  const file = (name: string) => {
    const path = join(folder, name)
    writeFileSync(path, "bytes")
    return path
  }
  const made = await live((bot) => {
    bot.onMessage((message) => reply(message, file))
    bot.catch((error) => void errors.push(error as Error))
  })
  const alice = await connected("alice", made)
  await alice.say("hi")
  await later(async () => (await made.bot.health()).working === 0)
  const { api } = made.bot
  const chat = { chatType: "direct", chatId: 4 } as const
  const { chatItems } = await api.apiGetChat(chat, { type: "last", count: 10 })
  const sent = chatItems.filter(({ content }) => content.type === "sndMsgContent")
  return {
    errors,
    contents: sent.map(({ content }) => "msgContent" in content && content.msgContent),
    quotes: sent.map(({ quotedItem }) => quotedItem !== undefined),
    files: sent.map(({ file }) => file?.fileName),
  }
}

test("a voice message, with its length", async () => {
  const { contents: sent, files } = await contents((message, file) =>
    message.replyVoice(file("a.m4a"), 12.4),
  )
  expect(sent).toEqual([{ type: "voice", text: "", duration: 12 }])
  expect(files).toEqual(["a.m4a"])
})

test("a video, with a preview and a caption", async () => {
  const { contents: sent } = await contents((message, file) =>
    message.replyVideo(file("a.mp4"), { seconds: 3, text: "look" }),
  )
  expect(sent).toMatchObject([{ type: "video", text: "look", duration: 3 }])
})

test("a link, with what it leads to", async () => {
  const uri = "https://example.com/a?b"
  const { contents: sent } = await contents((message) => message.replyLink(uri, { title: "A" }))
  expect(sent).toMatchObject([
    { type: "link", text: uri, preview: { uri, title: "A", description: "" } },
  ])
})

test("an album is several messages that are sent together; the first one has the quote", async () => {
  const {
    contents: sent,
    files,
    quotes,
  } = await contents((message, file) =>
    message.replyAlbum([{ file: file("a.jpg"), text: "one" }, { file: file("b.jpg") }]),
  )
  expect(sent).toMatchObject([
    { type: "image", text: "one" },
    { type: "image", text: "" },
  ])
  expect([files, quotes]).toEqual([
    ["a.jpg", "b.jpg"],
    [true, false],
  ])
})

test.each<[string, (message: Message) => unknown, RegExp]>([
  ["no file", (message) => message.replyVoice("", 1), /^file: must be/],
  ["no length", (message) => message.replyVoice("a", Number.NaN), /^seconds: must be/],
  ["a video without its length", (message) => message.replyVideo("a", {} as never), /^seconds/],
  ["no address", (message) => message.replyLink("example"), /^uri: must be an address/],
  ["another kind of address", (message) => message.replyLink("javascript:1"), /^uri: must be/],
  ["no pictures", (message) => message.replyAlbum([]), /^images: must be a list/],
])("wrong calls say so: %s", async (_, reply, problem) => {
  const { errors, contents: sent } = await contents(reply)
  expect(errors[0]?.message).toMatch(problem)
  expect(sent).toEqual([])
})
