/*
# Administration for owners only

How do I administer a bot from my phone? Pair with a code that only the operator sees, and put the commands into a group that others cannot reach: only owners find them in the menu of their app and in `/help`.
*/
import { arg, Bot, Owners, sqliteStorage } from "@simplex-chat/bot"

const bot = new Bot({
  profile: { displayName: "administered" },
  db: { filePrefix: "data/administered" },
})
const storage = await sqliteStorage("data/administered_state.db")
const owners = new Owners(storage)

bot.group({}, owners.pairing())
bot.group({ when: owners.only }, (group) => {
  group.onCommand("health", { description: "Shows whether all is well" }, async (message) => {
    const { ok, pending = [] } = await bot.health()
    await message.reply(ok ? "All is well." : "Not well.")
    if (pending.length > 0) await message.send(`Waiting for a server: ${pending.join(", ")}`)
  })
  group.onCommand(
    "announce",
    { description: "Writes to all contacts", args: { text: arg.text() } },
    async (message, { args }) => {
      await bot.broadcast(args.text, { perSecond: 5 })
      await message.reply("Sent.")
    },
  )
})
bot.onMessage((message) => message.reply("Hello!"))

await bot.run()
