/*
# Moderation with a captcha

How do I keep robots and advertisers out of a group? Newcomers solve a sum before they may go on writing, and advertising is removed, in edits as well. The [moderation kit](../../packages/bot/guides/moderation.md) has rules, warnings, mutes and a log.
*/
import { Bot, type GroupMessage, Sessions, sqliteStorage } from "@simplex-chat/bot"

const advertising = /\b(casino|free coins|limited offer)\b/i

const bot = new Bot({
  profile: { displayName: "gatekeeper" },
  db: { filePrefix: "data/gatekeeper" },
  joinGroups: true,
})
const storage = await sqliteStorage("data/gatekeeper_state.db")
const trusted = new Sessions({ initial: () => false, name: "trusted", per: "sender", storage })

bot.group({ chatType: "group", role: ["member", "author"] }, (groups) => {
  const spam = { text: advertising } as const
  groups.onMessage(spam, (message) => message.moderate())
  groups.onEdit(spam, (message) => message.moderate())
  groups.onMessage(async (message) => {
    if (await trusted.read(message)) return
    if (await solves(message)) await trusted.update(message, () => true)
    else await message.member.remove()
  })
})

async function solves(message: GroupMessage): Promise<boolean> {
  const [a, b] = [1 + Math.floor(Math.random() * 9), 1 + Math.floor(Math.random() * 9)]
  const answer = await message.ask(`Welcome! Are you human? What is ${a} + ${b}?`, {
    timeoutMs: 300_000,
  })
  return answer.text.trim() === String(a + b)
}

await bot.run()
