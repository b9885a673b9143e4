import { Bot, type BotOptions } from "@simplex-chat/bot"

/** Sends the news to all contacts at `/cry`, and goes on with it when it was killed meanwhile. */
export function crier(options: Omit<BotOptions, "profile">): Bot {
  const bot = new Bot({ profile: { displayName: "crier" }, ...options })
  bot.onCommand("cry", async (message) => {
    await bot.broadcast("News!", { name: "news", perSecond: 10 })
    await message.send("done")
  })
  return bot
}
