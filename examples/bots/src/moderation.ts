// Keeps groups tidy: removes advertising, and members who continue after a warning. Invite it to a
// group, and make it a moderator there; to remove members it must be an admin.
import {
  Bot,
  type BotOptions,
  customDataStorage,
  type GroupMessage,
  Sessions,
} from "@simplex-chat/bot"

const advertising = /\b(buy now|free coins|limited offer)\b/i

export default function moderationBot(options: Omit<BotOptions, "profile" | "joinGroups">): Bot {
  const bot = new Bot({ profile: { displayName: "moderator" }, joinGroups: true, ...options })
  // By membership, since names can change; with the group, in the bot's own database.
  const warnings = new Sessions({
    initial: () => 0,
    per: "sender",
    storage: customDataStorage(bot),
  })

  const moderate = async (message: GroupMessage) => {
    await message.moderate()
    if ((await warnings.update(message, (count) => count + 1)) > 1) {
      await message.member.remove()
      await message.send("Removed for advertising.")
    } else {
      await message.send("No advertising here, please.")
    }
  }
  // Texts and captions alike, and what an edit makes of them. History from before the bot joined is not
  // handled at all.
  const spam = { text: advertising, role: ["member", "author"] } as const
  bot.onMessage(spam, moderate).onEdit(spam, moderate)
  bot.onMessage({ chatType: "direct" }, (message) =>
    message.reply("Invite me to a group, and make me a moderator there."),
  )
  return bot
}
