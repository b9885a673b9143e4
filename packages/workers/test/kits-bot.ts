import type { Bot, Storage } from "@simplex-chat/bot"
import { field } from "@simplex-chat/bot/forms"
import { Moderation, rule } from "@simplex-chat/bot/moderation"
import { Polls } from "@simplex-chat/bot/polls"
import { Schedule, type ScheduleStore } from "@simplex-chat/bot/schedule"

/** A bot with every kit, whose state is on servers. */
export function declareKits(
  bot: Bot,
  worker: string,
  { storage, store }: { readonly storage: Storage; readonly store: ScheduleStore },
): void {
  const rules = [rule.links()]
  const moderation = new Moderation(bot, {
    rules,
    penalties: [{ muteMs: 3_600_000 }],
    storage,
    store,
    captchaMs: 600_000,
    captcha: "sum",
  })
  bot.group({}, moderation.plugin())
  const polls = new Polls(bot, { storage, store, everyMs: 0 })
  bot.group({}, polls.plugin())
  const schedule = new Schedule(bot, {
    tasks: {
      remind: async (contactId: number) => {
        await bot.send({ chatType: "direct", chatId: contactId }, "the time has come")
      },
    },
    store,
  })
  bot.onCommand("who", (message) => message.send(`I am ${worker}`))
  bot.onCommand("lunch", (message) =>
    polls.open(message, { question: "Lunch?", choices: ["Pizza", "Soup"] }),
  )
  bot.onCommand("fill", { chatType: "direct" }, async (message) => {
    await schedule.in(3_000, "remind", message.sender.contactId)
    const fields = { name: field.text(), age: field.int() }
    const answers = await message.form(fields, { storage, confirm: false })
    await message.send(`filled: ${answers?.name}, ${answers?.age}`)
  })
}
