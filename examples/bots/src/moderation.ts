// Keeps groups tidy: removes advertising, and whoever goes on after a warning. It has to be a
// moderator of the group. node src/moderation.ts
import { Bot, type BotOptions } from "@simplex-chat/bot"

const advertising = /\b(buy now|free coins|limited offer)\b/i

export function moderationBot(options: Omit<BotOptions, "profile">): Bot {
  const bot = new Bot({ profile: { displayName: "moderator" }, ...options })
  // By membership: anybody can take another name.
  const warned = new Set<number>()

  bot.group({ chatType: "group" }, (groups) => {
    groups.onMessage({ text: advertising, role: ["member", "author"] }, async (message) => {
      const { groupMemberId, member } = message.sender
      await message.moderate()
      if (warned.has(groupMemberId)) {
        await bot.api.apiRemoveMembers(member.groupId, [groupMemberId])
        await message.send("Removed for advertising.")
      } else {
        warned.add(groupMemberId)
        await message.send("No advertising here, please.")
      }
    })
    groups.onCommand("pardon", { role: ["moderator", "admin", "owner"] }, async (message) => {
      warned.clear()
      await message.reply("Warnings are forgotten.")
    })
  })
  return bot
}

if (import.meta.main) await moderationBot({ db: { filePrefix: "data/moderator" } }).run()
