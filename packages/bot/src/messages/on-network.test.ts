import { createNetwork, type Network, type Person } from "@simplex-chat/testing"
import type { T } from "@simplex-chat/types"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { Bot } from "../bot/bot.ts"
import type { Message } from "./message.ts"
import type { SentMessage } from "./sent-message.ts"

// What messages do, on both sides: what the other people have afterwards.

let folder = ""
const bots: Bot[] = []
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bot-messages-"))))
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()))
  rmSync(folder, { recursive: true, force: true })
})

const patient = { timeoutMs: 60_000 }

interface Place {
  readonly network: Network
  readonly bot: Bot
  readonly alice: Person
  /** How alice names the chat with the bot. */
  readonly chat: string
  /** Says it, and has the bot do something with it. */
  readonly doing: <Result>(
    text: string,
    what: (message: Message) => Promise<Result>,
  ) => Promise<Result>
  /** What alice has in the chat, but for what the core says. */
  readonly items: () => Promise<T.ChatItem[]>
}

/** Alice in a direct chat with a bot, or in a group of it. */
async function place(kind: "direct" | "group"): Promise<Place> {
  const network = createNetwork()
  const bot = new Bot({
    profile: { displayName: "bot" },
    db: network.openCore({ name: "bot" }),
    allowFiles: true,
    filesFolder: join(folder, "files"),
    logging: "silent",
  })
  bots.push(bot)
  let what: (message: Message) => Promise<unknown> = () => Promise.resolve()
  let done: (result: unknown) => void = () => {}
  bot.onMessage(async (message) => done(await what(message).catch((error: unknown) => error)))
  await bot.start()
  await bot.api.sendChatCmd(`/_files_folder ${folder}`)
  const alice = await network.person("alice")
  await alice.command(`/_files_folder ${join(folder, "alice")}`, "cmdOk")
  let chat = "@4"
  if (kind === "direct") await alice.connectTo(bot.address ?? "")
  else {
    const { userId } = bot.user
    const { groupId } = await bot.api.apiNewGroup(userId, { displayName: "team", fullName: "" })
    await alice.joinGroup(await bot.api.apiCreateGroupLink(groupId, "member"))
    chat = "#1"
  }
  return {
    network,
    bot,
    alice,
    chat,
    doing: async <Result>(text: string, given: (message: Message) => Promise<Result>) => {
      const result = new Promise<unknown>((resolve) => (done = resolve))
      what = given
      await alice.say(text)
      const outcome = await result
      if (outcome instanceof Error) throw outcome
      await network.idle()
      return outcome as Result
    },
    items: async () => {
      const answer = await alice.command(`/_get chat ${chat} count=100`, "apiChat")
      return answer.chat.chatItems.filter(({ content }) => "msgContent" in content)
    },
  }
}

const texts = (items: readonly T.ChatItem[]) => items.map(({ meta }) => meta.itemText)

describe.each(["direct", "group"] as const)("in a %s chat", (kind) => {
  test("a reply quotes, and what was sent can be edited and deleted for everyone", async () => {
    const { doing, items } = await place(kind)
    const sent = await doing("hi", (message) => message.reply("draft"))
    await sent.edit("final")
    await expect.poll(async () => texts(await items())).toEqual(["hi", "final"])
    expect((await items())[1]?.quotedItem?.content).toMatchObject({ text: "hi" })
    await sent.delete()
    await expect
      .poll(async () => (await items())[1]?.meta.itemDeleted?.type ?? "gone")
      .toMatch(/deleted|gone/)
  })

  test("reactions come and go, on both what came and what was sent", async () => {
    const { doing, items } = await place(kind)
    const { sent, message } = await doing("hi", async (message) => {
      await message.react("👍")
      const sent = await message.send("ho")
      await sent.react("🚀")
      return { sent, message }
    })
    const reactions = async () =>
      (await items()).flatMap(({ reactions }) => reactions.map(({ reaction }) => reaction))
    const emoji = (emoji: string) => ({ type: "emoji", emoji })
    await expect.poll(reactions).toEqual([emoji("👍"), emoji("🚀")])
    // What is there stays, so that a handler can run again.
    expect(await message.react("👍")).toBe(true)
    expect(await reactions()).toEqual([emoji("👍"), emoji("🚀")])
    await message.unreact("👍")
    await sent.unreact("🚀")
    await expect.poll(reactions).toEqual([])
  })

  test("what is deleted is gone here, and only here", async () => {
    const { bot, doing, items } = await place(kind)
    const message = await doing("hi", async (message) => (await message.delete(), message))
    const { chatItems } = await bot.api.apiGetChat(message.chat, { type: "last", count: 100 })
    expect(texts(chatItems)).not.toContain("hi")
    expect(texts(await items())).toEqual(["hi"])
  })

  test("a long text arrives in parts, whole, with all its emoji", async () => {
    const { doing, items } = await place(kind)
    const text = "👩‍👩‍👧‍👦 ж\n".repeat(2000)
    const sent = await doing("hi", (message) => message.reply(text))
    expect(sent.items.length).toBeGreaterThan(2)
    await expect.poll(async () => texts((await items()).slice(1)).join("")).toBe(text)
    await sent.delete()
    const left = async () =>
      (await items())
        .filter(({ meta }) => meta.itemDeleted === undefined)
        .map(({ meta }) => meta.itemText)
    await expect.poll(left).toEqual(["hi"])
  })

  test("an image and a file are replies, and are received", async () => {
    const { alice, doing, items } = await place(kind)
    writeFileSync(join(folder, "cat.png"), "a cat")
    const sent = await doing("hi", async (message) => {
      await message.replyImage("cat.png", { text: "my cat" })
      return message.replyFile("cat.png", "once more")
    })
    await sent.sent(patient)
    await expect.poll(async () => (await items()).length).toBe(3)
    const [, image, file] = await items()
    expect(image).toMatchObject({
      content: { msgContent: { type: "image", text: "my cat" } },
      quotedItem: { content: { text: "hi" } },
      file: { fileName: "cat.png", fileSize: 5 },
    })
    expect(file?.content).toMatchObject({ msgContent: { type: "file", text: "once more" } })
    await alice.command(
      `/freceive ${image?.file?.fileId} ${join(folder, "got.png")}`,
      "rcvFileAccepted",
    )
    await expect.poll(() => readFileSync(join(folder, "got.png"), "utf8")).toBe("a cat")
  })

  test("delivery can be awaited, and given up", async () => {
    const { network, doing } = await place(kind)
    const sent = await doing("hi", (message) => message.send("ho"))
    await sent.sent(patient)
    await sent.delivered(patient)
    expect(sent.track().state).toMatchObject({ state: "delivered" })
    const late: SentMessage = await doing("again", (message) => {
      network.faults.offline("alice")
      return message.send("ho ho")
    })
    await expect(late.delivered({ timeoutMs: 20 })).rejects.toMatchObject({ code: "timeout" })
    network.faults.offline("alice", false)
    network.settle()
    await late.delivered(patient)
  })

  test("a message is forwarded elsewhere, its file once it is downloaded", async () => {
    const { network, bot, alice, chat, doing } = await place(kind)
    const bob = await network.person("bob")
    await bob.connectTo(bot.address ?? "")
    const contacts = await bot.api.apiListContacts(bot.user.userId)
    const to = contacts.find(({ localDisplayName }) => localDisplayName === "bob")
    if (to === undefined) throw new Error("bob is no contact")
    await doing("news", (message) => message.forward(to))
    await bob.expectMessage("news", patient)
    writeFileSync(join(folder, "note.txt"), "a note")
    const offer = JSON.stringify([
      {
        msgContent: { type: "file", text: "read this" },
        fileSource: { filePath: join(folder, "note.txt") },
        mentions: {},
      },
    ])
    const got = new Promise<string>((resolve) => {
      bot.use(async (update, next) => {
        if (update.type !== "message" || update.message.file === undefined) return next()
        const { message } = update
        const early = await message.forward(to).then(() => "sent", String)
        await message.download(patient)
        await message.forward(to)
        resolve(early)
      })
    })
    await alice.command(`/_send ${chat} json ${offer}`, "newChatItems")
    expect(await got).toContain("call download() first")
    await bob.expectMessage("read this", patient)
  })
})

test("a moderator deletes a message for everyone; in a direct chat this is refused", async () => {
  const group = await place("group")
  await group.doing("casino!", (message) => message.moderate())
  await expect
    .poll(async () =>
      (await group.items()).filter(
        ({ meta }) => meta.itemText === "casino!" && meta.itemDeleted === undefined,
      ),
    )
    .toEqual([])
  const direct = await place("direct")
  await expect(direct.doing("casino!", (message) => message.moderate())).rejects.toThrow(/moderate/)
})
