// A help desk: each customer gets a business chat, and the first message goes to the staff on duty.
// Customers use the address of the bot; staff connect by one-time links, so that only they are contacts.
import { Bot, type BotOptions, customDataStorage, Sessions } from "@simplex-chat/bot"

export default function supportDeskBot(
  options: Omit<BotOptions, "profile" | "businessAddress">,
  invite: (link: string) => void = (link) => console.log(`Become the first of the staff: ${link}`),
): Bot {
  const bot = new Bot({
    profile: { displayName: "support" },
    businessAddress: true,
    welcome: "Welcome! Tell us what you need.",
    ...options,
  })
  // In the bot's own database, so that a restart changes nothing.
  const storage = customDataStorage(bot)
  const greeted = new Sessions({ initial: () => false, name: "greeted", storage })

  const staff = async () => {
    const contacts = await bot.api.apiListContacts(bot.user.userId)
    return contacts.filter(({ activeConn }) => activeConn !== undefined)
  }
  const dutyOf = (contactId: number) => `duty/direct:${contactId}`

  bot.onStart(async ({ api, user }) => {
    if ((await staff()).length === 0) invite(await api.apiCreateLink(user.userId))
  })
  bot.group({ chatType: "direct" }, (direct) => {
    direct.onCommand("invite", async (message) => {
      await message.send(await bot.api.apiCreateLink(bot.user.userId))
    })
    direct.onCommand("duty", async (message) => {
      await storage.set(dutyOf(message.sender.contactId), true)
      await message.reply("You are on duty. /off ends it, /invite brings a colleague.")
    })
    direct.onCommand("off", async (message) => {
      await storage.delete(dutyOf(message.sender.contactId))
      await message.reply("You are off duty.")
    })
  })
  bot.onMessage({ chatType: "group" }, async (message) => {
    if (await greeted.read(message)) return
    await message.reply("Thank you, we will be with you shortly.")
    for (const { contactId } of await staff()) {
      if ((await storage.get(dutyOf(contactId))) !== true) continue
      await message.forward({ chatType: "direct", chatId: contactId })
    }
    await greeted.update(message, () => true)
  })
  return bot
}
