import { setTimeout as pause } from "node:timers/promises"
import { Bot, type BotOptions } from "@simplex-chat/bot"

/** Says what it heard. `slow` in a message takes it a while, so that there is something in flight. */
export function echo(options: Omit<BotOptions, "profile">): Bot {
  const bot = new Bot({ profile: { displayName: "echo" }, ...options })
  bot.onMessage(async (message) => {
    if (message.text.includes("slow")) await pause(50)
    await message.send(`echo ${message.text}`)
  })
  return bot
}
