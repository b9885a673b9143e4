import { Bot } from "@simplex-chat/bot"
import { Bots } from "@simplex-chat/bot/bots"
import { ChannelHandlers, openChannel } from "@simplex-chat/bot/channels"
import { expect } from "../../people/expect.ts"
import type { Stage } from "../../stage/stage.ts"
import { subscribe } from "../channel.ts"
import { botScenario, scenario } from "../scenario.ts"

/** Two bots as users of one core. */
async function pair({ world }: Stage): Promise<Bots> {
  const bots = new Bots({
    db: await world.openCore("robots"),
    logging: "silent",
    stateFolder: world.folder("robots", "state"),
    filesFolder: world.folder("robots", "files"),
    tempFolder: world.folder("robots", "tmp"),
  })
  for (const name of ["sales", "support"]) {
    bots.add(name, (given) => {
      const { servers, quietAround: quiet } = world
      const profile = { displayName: name }
      const bot = new Bot({ ...given, profile, servers, quiet, showAddress: false })
      bot.onMessage((message) => message.send(`${name}: ${message.text}`))
      return bot
    })
  }
  await bots.start()
  return bots
}

/** Several bots on one core, and bots that own channels. */
export const several = [
  botScenario(
    "two bots on one core answer their own people, also after a restart of one",
    {},
    async (stage) => {
      const bots = await pair(stage)
      try {
        const meet = (name: string, bot: string) =>
          stage.meet(name, { address: bots.get(bot).address ?? "" })
        const { chat: toSales } = await meet("alice", "sales")
        const { chat: toSupport } = await meet("bob", "support")
        await Promise.all([toSales.say("one"), toSupport.say("two")])
        await toSales.sees("sales: one")
        await toSupport.sees("support: two")
        await bots.stopBot("support")
        await toSupport.say("while it is down")
        await toSales.say("three")
        await toSales.sees("sales: three")
        await bots.startBot("support")
        await toSupport.sees("support: while it is down")
      } finally {
        await bots.stop()
      }
    },
  ),

  scenario("a bot opens a channel, posts there and hears comments", {}, async (world) => {
    const relay = await world.person("relay", { userChatRelay: true })
    const { connShortLink, connFullLink } = await relay.api.apiCreateUserAddress(relay.userId)
    const comments: string[] = []
    const bot = new Bot({
      profile: { displayName: "robot" },
      db: await world.openCore("robot"),
      logging: "silent",
      stateFile: ":memory:",
      servers: world.servers,
      quiet: world.quietAround,
      filesFolder: world.folder("robot", "files"),
    })
    bot.group(
      {},
      new ChannelHandlers().onComment(async (comment) => {
        comments.push(comment.text)
        await comment.reply("noted")
      }),
    )
    await bot.start()
    try {
      const relays = [{ name: "relay", address: connShortLink ?? connFullLink }]
      const channel = await openChannel(bot, { displayName: "news", relays })
      const sub = await world.person("sub")
      const atSub = await subscribe(sub, await channel.link())
      await relay.hears("joinedGroupMember")
      const first = await channel.post("a post")
      const seen = await atSub.sees("a post")
      expect(seen.item.chatDir.type === "channelRcv", "the post is the channel's")
      await channel.edit(first, "a better post")
      await atSub.seesEdit(seen, "a better post")
      expect((await channel.subscribers()) === 1, "there is one subscriber")
      const members = await bot.api.apiListMembers(channel.id)
      const found = members.find(({ memberProfile }) => memberProfile.displayName === "sub")
      expect(found !== undefined, "the bot knows its subscriber")
      await channel.letWrite(found.groupMemberId)
      await sub.hears("memberRole")
      await atSub.say("a comment")
      await atSub.sees("noted")
      expect(comments.join() === "a comment", "the comment was handled once")
    } finally {
      await bot.stop()
    }
  }),
]
