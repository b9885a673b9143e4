/*
# A support desk with staff

How do I let a team answer customers? Each customer gets a business chat. Staff connect by a one-time link that an owner asks the bot for; those on duty hear of new customers and is added to their chats.

[A product](../../examples/bots/README.md#the-support-desk) goes further: tickets that are shared among colleagues, handed over and closed.
*/
import { Bot, Owners, Sessions, sqliteStorage } from "@simplex-chat/bot"

const bot = new Bot({
  profile: { displayName: "support" },
  db: { filePrefix: "data/support" },
  businessAddress: true,
  welcome: "Welcome! What can we do for you?",
})
const storage = await sqliteStorage("data/support_state.db")
const owners = new Owners(storage)
const onDuty = async () => ((await storage.get("on duty")) ?? []) as readonly number[]
const greeted = new Sessions({ initial: () => false, name: "greeted", per: "chat", storage })

// Customers are members of business chats; direct contacts are staff, who came by a link.
bot.group({ chatType: "direct" }, (direct) => {
  direct.group({}, owners.pairing())
  direct.group({ when: owners.only }, (group) => {
    group.onCommand("invite", { description: "Makes a link for a colleague" }, async (message) => {
      const { link } = await bot.api.invite()
      await message.send(link)
    })
  })
  direct.onCommand("on", { description: "Begins your duty" }, async (message) => {
    await storage.set("on duty", [...new Set([...(await onDuty()), message.sender.contactId])])
    await message.reply("You are on duty.")
  })
  direct.onCommand("off", { description: "Ends your duty" }, async (message) => {
    const others = (await onDuty()).filter((id) => id !== message.sender.contactId)
    await storage.set("on duty", others)
    await message.reply("You are off duty.")
  })
})

bot.onMessage({ chatType: "group" }, async (message) => {
  if (await greeted.read(message)) return
  await greeted.update(message, () => true)
  const { groupId, groupProfile } = message.chat.groupInfo
  for (const contactId of await onDuty()) {
    await bot.send(
      { chatType: "direct", chatId: contactId },
      `${groupProfile.displayName} writes: ${message.text}`,
    )
    await bot.api.apiAddMember(groupId, contactId, "moderator")
  }
  await message.reply("Thank you. A colleague will be with you shortly.")
})

await bot.run()
