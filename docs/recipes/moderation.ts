/*
# Moderation with a captcha

How do I keep robots and advertisers out of a group? The [moderation kit](../../packages/bot/guides/moderation.md) asks new members to read a picture before they may write, deletes advertising, in edits too, and punishes who goes on. The bot must be an admin of the group.
*/
import { Bot, sqliteStorage } from "@simplex-chat/bot"
import { Moderation, rule } from "@simplex-chat/bot/moderation"

const bot = new Bot({
  profile: { displayName: "gatekeeper" },
  db: { filePrefix: "data/gatekeeper" },
  joinGroups: true,
  welcome: "Invite me to your group, and make me an admin there.",
})

const moderation = new Moderation(bot, {
  rules: [
    rule.words(/\b(casino|free coins|limited offer)\b/i),
    rule.links({ allow: ["simplex.chat"] }),
    rule.floods({ limit: 5, windowMs: 10_000 }),
  ],
  // For the first violation, the second and the third.
  penalties: ["warn", { muteMs: 3_600_000 }, "remove"],
  captchaMs: 10 * 60_000,
  storage: await sqliteStorage("data/gatekeeper_state.db"),
})
bot.group({}, moderation.plugin())

await bot.run()
