/*
# Feed to a channel

How do I publish a feed to a channel or group, each entry once? Keep the last entry that was posted; post what is newer, oldest first.
*/
import { Bot, sqliteStorage } from "@simplex-chat/bot"
import { Schedule } from "@simplex-chat/bot/schedule"

const { FEED_URL = "https://blog.example/feed.json", GROUP_ID = "1" } = process.env

const bot = new Bot({
  profile: { displayName: "news" },
  db: { filePrefix: "data/news" },
  joinGroups: true,
})
const storage = await sqliteStorage("data/news-state.db")

/** An entry of a JSON feed (https://jsonfeed.org). */
interface Entry {
  id: string
  title: string
  url: string
}

async function publish(): Promise<void> {
  const response = await fetch(FEED_URL)
  const { items } = (await response.json()) as { items: Entry[] } // the newest first
  const posted = await storage.get("posted")
  const known = items.findIndex(({ id }) => id === posted)
  const fresh = (known === -1 ? items.slice(0, 1) : items.slice(0, known)).toReversed()
  for (const { id, title, url } of fresh) {
    await bot.send({ chatType: "group", chatId: Number(GROUP_ID) }, `*${title}*\n${url}`)
    await storage.set("posted", id) // after each, so that a restart repeats at most one
  }
}

const schedule = new Schedule(bot, { tasks: { publish } })
schedule.every("*/10 * * * *", {}, "publish")

await bot.run()
