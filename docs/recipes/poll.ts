/*
# A poll

How do I let people vote? Offer tappable commands, keep one vote for each sender, and send the tally. For an end by time and a tally that grows in one message, use [polls](../../packages/bot/guides/polls.md).
*/
import { Bot, Sessions, sqliteStorage, tap } from "@simplex-chat/bot"

const dishes = ["pizza", "pasta", "salad"] as const

const bot = new Bot({
  profile: { displayName: "lunch" },
  db: { filePrefix: "data/lunch" },
  joinGroups: true,
})
const storage = await sqliteStorage("data/lunch_state.db")
// One value for each chat: who has voted for what.
const votes = new Sessions<Record<string, string>>({
  initial: () => ({}),
  name: "votes",
  per: "chat",
  storage,
})

const tally = (given: Record<string, string>) =>
  dishes
    .map((dish) => `${Object.values(given).filter((vote) => vote === dish).length} ${tap(dish)}`)
    .join("\n")

bot.onCommand("lunch", { description: "Asks what to eat" }, async (message) => {
  await votes.clear(message)
  await message.send(`What shall we eat?\n${tally({})}`)
})
bot.onCommand([...dishes], async (message, { name }) => {
  const given = await votes.update(message, (before) => ({ ...before, [message.sender.key]: name }))
  await message.send(tally(given))
})

await bot.run()
