/*
# Several bots in one process

How do I run a bot for each shop, each with an address of its own, in one process and on one database? Make each with a function, and export `Bots`: `npx @simplex-chat/bot run several-bots.ts` runs them.
*/
import { Bot } from "@simplex-chat/bot"
import { Bots, type GivenToBot } from "@simplex-chat/bot/bots"

const shops = {
  bakery: { displayName: "Bakery", hours: "6 to 14" },
  books: { displayName: "Bookshop", hours: "10 to 19" },
}

function shopBot({ displayName, hours }: (typeof shops)["books"], given: GivenToBot): Bot {
  const bot = new Bot({ profile: { displayName }, welcome: `This is ${displayName}.`, ...given })
  bot.onCommand("hours", { description: "When we are open" }, (message) =>
    message.reply(`We are open from ${hours}.`),
  )
  return bot
}

const bots = new Bots({ db: { filePrefix: "data/shops" } })
for (const [name, shop] of Object.entries(shops)) bots.add(name, (given) => shopBot(shop, given))

export default bots
