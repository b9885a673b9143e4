// A help desk: each customer gets a business chat, a group to which the staff can be added, and the
// first words go to everybody who is on duty. The staff are those whom it has as contacts.
import { Bot, type BotOptions, customDataStorage, Sessions } from "@simplex-chat/bot"

export default function supportDeskBot(
  options: Omit<BotOptions, "profile" | "businessAddress">,
): Bot {
  const bot = new Bot({
    profile: { displayName: "support" },
    businessAddress: true,
    welcome: "Welcome! Tell us what you need.",
    ...options,
  })
  // In the database of the core: nobody is greeted again after a restart.
  const storage = customDataStorage(bot)
  const greeted = new Sessions({ initial: () => false, name: "greeted", storage })
  const onDuty = new Set<number>()

  // The staff talks to the bot in direct chats, customers in business chats.
  bot.onCommand("duty", { chatType: "direct" }, async (message) => {
    onDuty.add(message.sender.contactId)
    await message.reply("You are on duty.")
  })
  bot.onMessage({ chatType: "group" }, async (message) => {
    if (await greeted.read(message)) return
    await message.reply("Thank you, we will be with you shortly.")
    for (const contactId of onDuty) {
      await message.forward({ chatType: "direct", chatId: contactId })
    }
    await greeted.update(message, () => true)
  })
  return bot
}
