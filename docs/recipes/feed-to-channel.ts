/*
# Feed to a channel

How do I publish a feed to a channel, each entry once? Keep the last entry that was posted; post what is newer, oldest first. The bot makes the channel at its first start and finds it again at the next.
*/
import { Bot, sqliteStorage } from "@simplex-chat/bot"
import { openChannel } from "@simplex-chat/bot/channels"
import { Schedule } from "@simplex-chat/bot/schedule"

const { FEED_URL = "https://blog.example/feed.json" } = process.env

const bot = new Bot({ profile: { displayName: "news" }, db: { filePrefix: "data/news" } })
const storage = await sqliteStorage("data/news_state.db")

/** An entry of a JSON feed (https://jsonfeed.org). */
interface Entry {
  id: string
  title: string
  url: string
}

function openNews() {
  // Without a relay of your own, those that are enabled in the bot's database serve the channel.
  const { RELAY } = process.env
  const relays = RELAY === undefined ? undefined : [{ name: "ours", address: RELAY }]
  return openChannel(bot, { displayName: "blog", relays })
}

async function publish(): Promise<void> {
  const response = await fetch(FEED_URL)
  if (!response.ok) throw new Error(`the feed answered ${response.status}`)
  const { items } = (await response.json()) as { items: Entry[] } // the newest first
  const posted = await storage.get("posted")
  const known = items.findIndex(({ id }) => id === posted)
  const fresh = (known === -1 ? items.slice(0, 1) : items.slice(0, known)).toReversed()
  const channel = await openNews()
  for (const { id, title, url } of fresh) {
    await channel.post(`*${title}*\n${url}`)
    await storage.set("posted", id) // after each, so that a restart repeats at most one
  }
}

bot.onCommand("link", async (message) => message.reply(await (await openNews()).link()))

const schedule = new Schedule(bot, { tasks: { publish } })
schedule.every("*/10 * * * *", {}, "publish")

await bot.run()
