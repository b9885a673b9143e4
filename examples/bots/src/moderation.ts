// Keeps groups tidy: removes advertising, and whoever goes on after a warning. It has to be a
// moderator of the group.
import { Bot, type BotOptions, customDataStorage, Sessions } from "@simplex-chat/bot"

const advertising = /\b(buy now|free coins|limited offer)\b/i

export default function moderationBot(options: Omit<BotOptions, "profile">): Bot {
  const bot = new Bot({ profile: { displayName: "moderator" }, ...options })
  // By membership, since anybody can take another name; with the group, in the database of the core.
  const warnings = new Sessions({
    initial: () => 0,
    per: "sender",
    storage: customDataStorage(bot),
  })

  bot.group({ text: advertising, role: ["member", "author"] }, (spam) => {
    spam.onMessage(async (message) => {
      const { groupMemberId, member } = message.sender
      await message.moderate()
      if ((await warnings.update(message, (count) => count + 1)) > 1) {
        await bot.api.apiRemoveMembers(member.groupId, [groupMemberId])
        await message.send("Removed for advertising.")
      } else {
        await message.send("No advertising here, please.")
      }
    })
  })
  bot.onMessage({ chatType: "direct" }, (message) =>
    message.reply("Add me to a group, and make me a moderator of it."),
  )
  return bot
}
