import { expectTypeOf, test } from "vitest"
import { Bot, type Channel, type MemberSender, type SentMessage } from "../index.ts"
import { ChannelHandlers, openChannel } from "./index.ts"

const bot = new Bot({ profile: { displayName: "bot" }, db: { filePrefix: "data/bot" } })

test("a comment has a member as its sender, and a subscription counts", () => {
  const handlers = new ChannelHandlers()
    .onComment((comment) => {
      expectTypeOf(comment.sender).toExtend<MemberSender>()
    })
    .onSubscribed(({ subscribers }) => {
      expectTypeOf(subscribers).toEqualTypeOf<number>()
    })
  expectTypeOf(handlers).toEqualTypeOf<ChannelHandlers>()
  bot.group({}, handlers)
})

test("posts are changed by what post resolves to, or by id", async () => {
  const channel = await openChannel(bot, { displayName: "news" })
  expectTypeOf(channel).toEqualTypeOf<Channel>()
  const post = await channel.post("text", { quoting: await channel.post("first") })
  expectTypeOf(post).toEqualTypeOf<SentMessage>()
  await channel.edit(post.id, { type: "text", text: "other" })
  // @ts-expect-error posts are not known by their text
  await channel.delete("text")
})
