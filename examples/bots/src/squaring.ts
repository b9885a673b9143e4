// Squares numbers.
import { Bot, type BotOptions } from "@simplex-chat/bot"

export default function squaringBot(
  options: Omit<BotOptions, "profile" | "welcome" | "commands">,
): Bot {
  const bot = new Bot({
    profile: { displayName: "squarer", shortDescr: "Squares numbers" },
    welcome: "Send me a number, and I square it.",
    commands: [{ keyword: "help", label: "What I can do" }],
    ...options,
  })
  bot.onCommand("help", (message) => message.send("Send me a number, and I square it."))
  bot.onMessage({ text: /^\s*-?\d+(\.\d+)?\s*$/ }, (message) => {
    const n = Number(message.text)
    return message.reply(`${n} * ${n} = ${n * n}`)
  })
  bot.onMessage((message) => message.reply("This is not a number."))
  return bot
}
