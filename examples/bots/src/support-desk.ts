// A help desk: each customer gets a business chat, a group to which the staff can be added, and the
// first words go to everybody who is on duty. node src/support-desk.ts
import { Bot, type BotOptions } from "@simplex-chat/bot"

export function supportDeskBot(options: Omit<BotOptions, "profile" | "businessAddress">): Bot {
  const bot = new Bot({
    profile: { displayName: "support" },
    businessAddress: true,
    welcome: "Welcome! Tell us what you need.",
    ...options,
  })
  const onDuty = new Set<number>()
  const known = new Set<number>()

  // The staff talks to the bot in direct chats, customers in business chats.
  bot.onCommand("duty", { chatType: "direct" }, async (message) => {
    onDuty.add(message.sender.contactId)
    await message.reply("You are on duty.")
  })
  bot.onMessage({ chatType: "group" }, async (message) => {
    const { groupInfo } = message.chat
    if (known.has(groupInfo.groupId)) return
    known.add(groupInfo.groupId)
    await message.reply("Thank you, somebody will be with you shortly.")
    for (const contactId of onDuty) {
      await message.forward({ chatType: "direct", chatId: contactId })
    }
  })
  return bot
}

if (import.meta.main) await supportDeskBot({ db: { filePrefix: "data/support" } }).run()
