import { expectTypeOf, test } from "vitest"
import type { T } from "@simplex-chat/types"
import {
  type Bot,
  Composer,
  type DirectMessage,
  type MemberSender,
  memoryStorage,
  type Message,
  Owners,
  type Reaction,
} from "../index.ts"

declare module "./handlers.ts" {
  interface UpdateState {
    user?: { readonly age: number }
  }
}

const bot = new Composer()
declare const realBot: Bot

test("a composer for all messages goes into any group", () => {
  expectTypeOf(bot.group({}, new Composer())).toEqualTypeOf<Composer>()
  bot.group({ chatType: "group" }, new Composer())
  bot.group({ hasFile: true }, new Composer())
  bot.group({ role: "admin" }, new Composer())
  bot.group({ contentType: ["image", "video"], mentioned: true }, new Composer())
  bot.group({ when: (message): message is DirectMessage => message.text === "" }, new Composer())
  bot.branch({ role: "admin" }, new Composer(), new Composer())
  bot.group({ chatType: "direct" }, new Owners(memoryStorage()).pairing())
  bot.group({ chatType: "group" }, (groups) => groups.group({ hasFile: true }, new Composer()))
})

test("one with a name of its own does, too, in a bot and in branches", () => {
  const made = new Composer()
  const pairing = new Owners(memoryStorage()).pairing()
  const handling = new Composer().onMessage({ contentType: "image" }, (image) => image.reply("x"))
  for (const one of [made, pairing, handling]) {
    expectTypeOf(one).toEqualTypeOf<Composer>()
    realBot.group({ chatType: "group" }, one)
    realBot.group({ hasFile: true }, one)
    realBot.group({ role: "admin" }, one)
    realBot.branch({ chatType: "group" }, one, one)
    realBot.branch({ hasFile: true }, one, one)
    realBot.branch({ role: ["admin", "owner"] }, one, (others: Composer) => others.group({}, one))
  }
})

test("and so does a function for any composer, and a handler for any message", () => {
  const build = (group: Composer) => void group.onMessage((message) => message.reply("x"))
  expectTypeOf(build).parameter(0).toEqualTypeOf<Composer>()
  bot.group({ chatType: "group" }, build)
  bot.group({ hasFile: true }, build)
  bot.branch({ contentType: "image" }, build, build)
  const handle = (message: Message) => message.reply("x")
  bot.onMessage({ hasFile: true }, handle).onCommand("x", { role: "owner" }, handle)
})

test("one for some messages goes only where just those come", () => {
  expectTypeOf<Composer["group"]>().toBeFunction()
  new Composer().group({ contentType: "image" }, (images) => {
    bot.group({ contentType: "image" }, images)
    bot.group({ contentType: "image", chatType: "group" }, images)
    // @ts-expect-error other messages than images would come to it
    bot.group({}, images)
    // @ts-expect-error other messages than images would come to it
    bot.branch({ contentType: "image" }, images, images)
  })
})

test("what is asked comes from the same sender in the same chat", () => {
  bot.onMessage({ chatType: "group", role: "admin" }, async (message) => {
    expectTypeOf((await message.ask("?")).sender).toEqualTypeOf<MemberSender>()
    const picture = await message.waitFor({ contentType: "image" })
    expectTypeOf(picture.sender).toEqualTypeOf<MemberSender>()
    expectTypeOf(picture.chat).toEqualTypeOf<T.ChatInfo.Group>()
    expectTypeOf(picture.content).toEqualTypeOf<T.MsgContent.Image>()
  })
  bot.onMessage({ contactId: 4 }, async (message) => {
    const answer = await message.ask("?")
    expectTypeOf(answer).toEqualTypeOf<DirectMessage>()
    expectTypeOf((await answer.waitFor({ hasFile: true })).file).toEqualTypeOf<T.CIFile>()
    expectTypeOf(await answer.waitFor()).toEqualTypeOf<DirectMessage>()
  })
  bot.onMessage(async (message) => {
    expectTypeOf(await message.ask("?")).toEqualTypeOf<Message>()
  })
})

test("middleware hands values to handlers", () => {
  bot.use((update, next) => {
    update.state.user = { age: 7 }
    // @ts-expect-error it is declared as a number
    update.state.user = { age: "seven" }
    return next()
  })
  bot.onMessage((_, { state }) => {
    expectTypeOf(state.user).toEqualTypeOf<{ readonly age: number } | undefined>()
  })
  bot.onCommand("x", (_, { state }) =>
    expectTypeOf(state.user?.age).toEqualTypeOf<number | undefined>(),
  )
  bot.onEvent("contactConnected", (_, { state }) => void state.user)
})

test("reactions are the eight that the core knows", () => {
  const eight = ["👍", "👎", "😀", "😂", "😢", "❤", "🚀", "✅"] as const
  // Keyboards write the heart with a variation selector.
  expectTypeOf<(typeof eight)[number] | "❤️">().toEqualTypeOf<Reaction>()
  bot.onMessage(async (message) => {
    await message.react("❤️")
    // @ts-expect-error there is no such reaction
    await message.react("🥦")
    const sent = await message.send("x")
    await sent.react("🚀")
    // @ts-expect-error there is no such reaction
    await sent.unreact(":)")
  })
})

test("every sender has a key", () => {
  bot.onMessage(({ sender }) => expectTypeOf(sender.key).toEqualTypeOf<string>())
})
