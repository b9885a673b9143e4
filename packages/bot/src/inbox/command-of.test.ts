import { expect, test } from "vitest"
import { contact, group, member } from "../../test/fixtures/items.ts"
import { startBot, until } from "../../test/fixtures/start-bot.ts"

test("a command with a bot's name is for the bot of that name in a group, and for any in a direct chat", async () => {
  const { core } = await startBot((bot) => {
    bot.onCommand("ping", (message) => message.send("pong"))
    bot.onMessage((message) => message.send(`no command: ${message.text}`))
  })
  const said = ["/ping@other", "/ping@bot", "/ping@BOT", "/ping"]
  for (const text of said) core.memberSays(group(1), member(1), text)
  core.contactSays(contact(4), "/ping@other")
  await until(() => core.sent.length === 5)
  expect(core.sent.toSorted()).toEqual(["no command: /ping@other", "pong", "pong", "pong", "pong"])
})
