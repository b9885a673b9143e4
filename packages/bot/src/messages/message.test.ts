import { fitsInMessage } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { describe, expect, test } from "vitest"
import { contact, directItem, group, groupItem, member } from "../../test/fixtures/items.ts"
import { SmallCore } from "../../test/fixtures/small-core.ts"
import { startBot, until } from "../../test/fixtures/start-bot.ts"
import { message } from "../../test/fixtures/update.ts"
import { BotError } from "../errors.ts"
import type { Message } from "./message.ts"

const alice = contact(4, "alice")

/** Lets the bot do something with a message, and gives the core afterwards. */
async function doing(
  what: (message: Message) => Promise<unknown>,
  item = directItem(alice, "hi"),
  on = new SmallCore(),
) {
  let done = false
  let failure: Error | undefined
  const { core, bot } = await startBot(
    (bot) => {
      bot.onMessage(async (message) => {
        await what(message).catch((error: unknown) => (failure = error as Error))
        done = true
      })
    },
    {},
    on,
  )
  core.hear(item)
  await until(() => done)
  await bot.stop()
  if (failure !== undefined) throw failure
  return core
}

const itemsOf = (core: SmallCore) => core.disk.chats.flatMap(({ chatItems }) => chatItems)

test("each sender has a key of its own, whatever they are called", () => {
  const keyOf = (item: T.AChatItem) => message(item).sender.key
  const alice = contact(4, "alice")
  expect(keyOf(directItem(alice, "hi"))).toBe("direct:4")
  expect(keyOf(directItem(contact(4, "renamed"), "hi"))).toBe("direct:4")
  expect(keyOf(directItem(contact(5, "alice"), "hi"))).toBe("direct:5")
  expect(keyOf(groupItem(group(1), member(4), "hi"))).toBe("group:1:member:4")
  expect(keyOf(groupItem(group(2), member(5), "hi"))).toBe("group:2:member:5")
})

describe("a message", () => {
  test("says what was written, by whom, and where", () => {
    const bob = member(7, { name: "bob", role: "moderator", contactId: 9 })
    const received = message(groupItem(group(3), bob, "hello", { id: 12, mentioned: true }))
    expect(received).toMatchObject({ id: 12, text: "hello", mentioned: true, quoted: undefined })
    expect(received.sentAt.toISOString()).toBe("2026-11-22T21:02:04.000Z")
    expect(received.chat.type).toBe("group")
    expect(received.sender).toEqual({
      type: "member",
      key: "group:3:member:7",
      groupMemberId: 7,
      memberId: bob.memberId,
      contactId: 9,
      role: "moderator",
      name: "bob",
      member: bob,
    })
    expect(message(directItem(alice, "x")).sender).toMatchObject({ type: "contact", contactId: 4 })
  })

  test("replies with a quote, and sends without one", async () => {
    const core = await doing(async (message) => {
      await message.reply("to you")
      await message.send({ type: "text", text: "to all" })
    })
    expect(
      itemsOf(core).map(({ meta, quotedItem }) => [meta.itemText, quotedItem?.itemId]),
    ).toEqual([
      ["hi", undefined],
      ["to you", 1],
      ["to all", undefined],
    ])
  })

  test("splits a text that is too long, and quotes once", async () => {
    const text = "0123456789 ".repeat(3000)
    const core = await doing((message) => message.reply(text))
    const sent = itemsOf(core).slice(1)
    expect(sent.length).toBeGreaterThan(2)
    expect(sent.map(({ meta }) => meta.itemText).join("")).toBe(text)
    expect(sent.map(({ quotedItem }) => quotedItem?.itemId)).toEqual([
      1,
      ...sent.slice(1).map(() => undefined),
    ])
    expect(core.changes.filter((name) => name === "APISendMessages")).toHaveLength(1)
  })

  test("does without the quote when there is no room for it", async () => {
    const core = await doing(
      (message) => message.reply("b".repeat(9000)),
      directItem(alice, "a".repeat(15_000)),
    )
    expect(itemsOf(core)[1]?.quotedItem).toBeUndefined()
  })

  test("makes the parts smaller when they mention members", async () => {
    const mentions = Object.fromEntries(
      Array.from({ length: 3 }, (_, n) => [`${"m".repeat(150)}${n}`, n + 1]),
    )
    const text = `${Object.keys(mentions)
      .map((name) => `@${name} `)
      .join("")}${"word ".repeat(5000)}`
    const core = new SmallCore()
    const sent: T.ComposedMessage[] = []
    core.onSend = (messages) => sent.push(...messages)
    await doing(
      (message) => message.send(text, { mentions }),
      groupItem(group(1), member(2), "hi"),
      core,
    )
    expect(sent.map(({ msgContent }) => msgContent.text).join("")).toBe(text)
    expect(sent.every((message) => fitsInMessage(message))).toBe(true)
    expect(Object.keys(sent[0]?.mentions ?? {})).toHaveLength(3)
    expect(sent.at(-1)?.mentions).toEqual({})
  })

  test("sends half an emoji, as slice leaves it, as the sign for what is unreadable", async () => {
    const core = await doing((message) => message.reply("ab😀".slice(0, 3)))
    expect(itemsOf(core)[1]?.meta.itemText).toBe("ab\ufffd")
  })

  test("refuses an empty text before anything is sent", async () => {
    const core = new SmallCore()
    await expect(doing((message) => message.reply(""))).rejects.toThrow("the text is empty")
    expect(core.changes).not.toContain("APISendMessages")
  })

  test("edits and deletes what was sent", async () => {
    const core = await doing(async (message) => {
      const sent = await message.send("draft")
      await sent.edit("final")
      await (await message.send("gone")).delete()
    })
    expect(core.sent).toEqual(["final"])
  })

  test("reacts, takes it back, and deletes here", async () => {
    const reactions: unknown[] = []
    const core = await doing(async (message) => {
      await message.react("👍")
      reactions.push(message.id)
      await message.unreact("👍")
      await message.delete()
    })
    // What was handled is marked as read.
    expect(core.changes.slice(-5)).toEqual([
      "APIChatItemReaction",
      "APIChatItemReaction",
      "APIDeleteChatItem",
      "APIChatItemsRead",
      "APIStopChat",
    ])
    expect(itemsOf(core)).toEqual([])
  })

  test("is moderated in groups only", async () => {
    const core = await doing(
      (message) => message.moderate(),
      groupItem(group(1), member(2), "spam"),
    )
    expect(core.changes).toContain("APIDeleteMemberChatItem")
    await expect(doing((message) => message.moderate())).rejects.toThrow(BotError)
  })

  test("is forwarded with its content", async () => {
    const core = new SmallCore()
    core.hear(groupItem(group(1), member(2), "first"), { event: false })
    let done = false
    await startBot(
      (bot) =>
        bot.onMessage(async (message) => void (await message.forward(group(1)), (done = true))),
      {},
      core,
    )
    core.contactSays(alice, "news")
    await until(() => done)
    expect(core.disk.chats[0]?.chatItems.at(-1)).toMatchObject({
      chatDir: { type: "groupSnd" },
      content: { msgContent: { type: "text", text: "news" } },
    })
  })

  test("is not forwarded until its file is downloaded", async () => {
    const file = {
      fileId: 1,
      fileName: "a.pdf",
      fileSize: 10,
      fileStatus: { type: "rcvInvitation" } as const,
      fileProtocol: "xftp" as const,
    }
    const item = directItem(alice, "", { content: { type: "file", text: "" }, file })
    await expect(doing(async (message) => message.forward(alice), item)).rejects.toThrow(
      /download\(\)/,
    )
  })
})
