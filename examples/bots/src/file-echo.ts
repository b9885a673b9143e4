// Sends files back.
import { Bot, type BotOptions } from "@simplex-chat/bot"

export default function fileEchoBot(options: Omit<BotOptions, "profile" | "allowFiles">): Bot {
  const bot = new Bot({ profile: { displayName: "echo" }, allowFiles: true, ...options })
  bot.onMessage({ hasFile: true }, async (message) => {
    const { filePath, cryptoArgs } = await message.download({ timeoutMs: 600_000 })
    await message.replyFile({ filePath, cryptoArgs }, `${message.file.fileSize} bytes`)
  })
  bot.onMessage((message) => message.reply("Send me a file."))
  return bot
}
