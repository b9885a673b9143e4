import { CC, type T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import type { Message } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

/** A bot that answers only once the test says so, after the message may be gone. */
async function slowBot() {
  const { network, live, connected } = world()
  const kept: Message[] = []
  let go = () => {}
  const gone = new Promise<void>((resolve) => (go = resolve))
  const outcomes: unknown[] = []
  const made = await live((bot) => {
    bot.onMessage(async (message) => {
      kept.push(message)
      await gone
      outcomes.push(await message.react("👍"))
      await message.reply(`about ${message.text}`)
    })
  })
  const alice = await connected("alice", made)
  return { network, made, alice, kept, go, outcomes }
}

const lastSent = async (alice: Awaited<ReturnType<typeof slowBot>>["alice"]) => {
  const { chat } = await alice.command(
    CC.APIGetChat.cmdString({
      chatRef: { chatType: "direct", chatId: 4 },
      pagination: { type: "last", count: 1 },
    }),
    "apiChat",
  )
  return (chat.chatItems.at(-1) as T.ChatItem).meta.itemId
}

test("the message was deleted by its sender for everyone: the answer goes without the quote", async () => {
  const { network, made, alice, kept, go, outcomes } = await slowBot()
  await alice.say("hello")
  await later(() => kept.length === 1)
  const chatItemIds = [await lastSent(alice)] as const
  const chatRef = { chatType: "direct", chatId: 4 } as const
  await alice.command(
    CC.APIDeleteChatItem.cmdString({
      chatRef,
      chatItemIds: [...chatItemIds],
      deleteMode: "broadcast",
    }),
    "chatItemsDeleted",
  )
  await network.idle()
  go()
  await alice.expectMessage("about hello")
  expect(outcomes).toEqual([false])
  expect(made.said("error")).toEqual([])
})

test("it was deleted from the bot's database: just so", async () => {
  const { made, alice, kept, go, outcomes } = await slowBot()
  await alice.say("hello")
  await later(() => kept.length === 1)
  await kept[0]?.delete()
  go()
  await alice.expectMessage("about hello")
  expect(outcomes).toEqual([false])
  expect(made.said("error")).toEqual([])
})

test("keyboards write a heart with a variation selector; it arrives as a heart", async () => {
  const { live, connected } = world()
  const made = await live((bot) => bot.onMessage((message) => message.react("❤️")))
  const alice = await connected("alice", made)
  await alice.say("hello")
  await later(async () => (await made.bot.health()).working === 0)
  const { chatItems } = await made.bot.api.apiGetChat(
    { chatType: "direct", chatId: 4 },
    { type: "last", count: 1 },
  )
  expect(chatItems[0]?.reactions).toMatchObject([{ reaction: { emoji: "❤" }, userReacted: true }])
})

test("a fourth reaction, and an emoji that is none, are typed errors", async () => {
  const { live, connected } = world()
  const outcomes: unknown[] = []
  const made = await live((bot) => {
    bot.onMessage(async (message) => {
      for (const emoji of ["👍", "❤️", "🚀"] as const) outcomes.push(await message.react(emoji))
      for (const emoji of ["✅", "🦄" as "✅"] as const) {
        outcomes.push(await message.react(emoji).catch((error: unknown) => error))
      }
    })
  })
  const alice = await connected("alice", made)
  await alice.say("hello")
  await later(() => outcomes.length === 5)
  expect(outcomes).toMatchObject([
    true,
    true,
    true,
    { code: "tooManyReactions" },
    { code: "commandError" },
  ])
})
