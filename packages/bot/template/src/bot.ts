import { Bot, type BotOptions } from "@simplex-chat/bot"

const help = "Send me a number, and I square it."

/**
 * Creates the bot: `main.ts` gives it a database on the disk, `npm run dev` and the tests one in
 * memory.
 */
export default function makeBot(options: Pick<BotOptions, "db" | "logging" | "servers">): Bot {
  const bot = new Bot({
    profile: { displayName: "my-bot" },
    welcome: help,
    commands: [{ keyword: "help", label: "What I can do" }],
    ...options,
  })
  bot.onCommand("help", (message) => message.send(help))
  bot.onMessage({ text: /^-?\d+$/ }, (message) => message.reply(`${Number(message.text) ** 2}`))
  bot.onMessage((message) => message.reply("This is not a number."))
  return bot
}
