/*
# File drop

How do I receive files from strangers safely? Allow files, refuse what is too large before downloading, and let the bot choose the name.
*/
import { Bot } from "@simplex-chat/bot"
import { mkdir } from "node:fs/promises"
import { basename } from "node:path"

const atMost = 50_000_000

const bot = new Bot({
  profile: { displayName: "file drop" },
  db: { filePrefix: "data/file-drop" },
  allowFiles: true,
  welcome: "Send me files of up to 50 MB.",
})

bot.onMessage({ hasFile: true }, async (message, { signal }) => {
  if (message.file.fileSize > atMost) return message.reply("At most 50 MB, please.")
  await mkdir("data/inbox", { recursive: true })
  const { filePath } = await message.download({ folder: "data/inbox", signal })
  await message.reply(`Received: ${basename(filePath)}`)
})
bot.onMessage((message) => message.reply("Send me a file."))

await bot.run()
