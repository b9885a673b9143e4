/*
# A digest every morning

How do I send something every day at nine? Give `schedule.every` a cron pattern and a time zone; daylight saving time is taken care of, and what was missed is sent once at the next start.
*/
import { Bot, sqliteStorage } from "@simplex-chat/bot"
import { Schedule } from "@simplex-chat/bot/schedule"

const bot = new Bot({ profile: { displayName: "digest" }, db: { filePrefix: "data/digest" } })
const storage = await sqliteStorage("data/digest_state.db")

const ideasOf = async (contactId: number) =>
  ((await storage.get(`ideas/${contactId}`)) ?? []) as readonly string[]

bot.group({ chatType: "direct" }, (direct) => {
  direct.onCommand("idea", { description: "Keeps an idea" }, async (message, { text }) => {
    const { contactId } = message.sender
    await storage.set(`ideas/${contactId}`, [...(await ideasOf(contactId)), text])
    await message.react("👍")
  })
})

const schedule = new Schedule(bot, {
  tasks: {
    digest: async () => {
      for (const { contactId } of await bot.api.apiListContacts(bot.user.userId)) {
        const ideas = await ideasOf(contactId)
        if (ideas.length === 0) continue
        await bot.send(
          { chatType: "direct", chatId: contactId },
          `Your ideas:\n${ideas.join("\n")}`,
        )
        await storage.delete(`ideas/${contactId}`) // not before they are sent
      }
    },
  },
})
schedule.every("0 9 * * *", { timeZone: "Europe/Berlin" }, "digest")

await bot.run()
