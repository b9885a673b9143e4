/*
# Reminders

How do I say something later, even after a restart? A `Schedule` keeps what is due in a file beside the bot's state, and does it when its time comes.
*/
import { arg, Bot } from "@simplex-chat/bot"
import { Schedule } from "@simplex-chat/bot/schedule"

const bot = new Bot({ profile: { displayName: "reminder" }, db: { filePrefix: "data/reminder" } })

const schedule = new Schedule(bot, {
  tasks: {
    remind: ({ contactId, text }: { contactId: number; text: string }) =>
      bot.send({ chatType: "direct", chatId: contactId }, `⏰ ${text}`),
  },
})

bot.group({ chatType: "direct" }, (direct) => {
  direct.onCommand(
    "remind",
    {
      description: "Reminds you of something",
      args: { minutes: arg.int({ min: 1, max: 10_080 }), text: arg.text() },
    },
    async (message, { args: { minutes, text } }) => {
      const { contactId } = message.sender
      await schedule.in(minutes * 60_000, "remind", { contactId, text })
      await message.reply(`In ${minutes} minutes.`)
    },
  )
})

await bot.run()
