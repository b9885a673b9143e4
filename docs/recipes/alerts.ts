/*
# Alerts from a monitoring system

How do I get alerts of Grafana or a script as messages? Serve a webhook on loopback, and forward each alert to the people who subscribed with a password. A subscriber who has deleted the bot does not hold up the others.
*/
import { Bot, sqliteStorage } from "@simplex-chat/bot"
import { createServer } from "node:http"
import { json } from "node:stream/consumers"

const bot = new Bot({ profile: { displayName: "alerts" }, db: { filePrefix: "data/alerts" } })
const storage = await sqliteStorage("data/alerts_state.db")
const { PASSWORD, PORT = "8081" } = process.env
if (PASSWORD === undefined) throw new Error("set PASSWORD: who knows it gets the alerts")

const subscribers = async () => ((await storage.get("subscribers")) ?? []) as readonly number[]

bot.group({ chatType: "direct" }, (direct) => {
  direct.onCommand("alerts", { description: "Sends you alerts" }, async (message, { text }) => {
    if (text !== PASSWORD) return message.reply("Wrong password.")
    const { contactId } = message.sender
    await storage.set("subscribers", [...new Set([...(await subscribers()), contactId])])
    await message.reply("You get alerts from now on.")
  })
})

/** What Grafana posts, as far as it is used. */
interface Alerts {
  alerts: { status: string; labels: { alertname: string }; annotations: { summary?: string } }[]
}

const server = createServer((request, response) => {
  void (async () => {
    const { alerts } = (await json(request)) as Alerts
    for (const { status, labels, annotations } of alerts) {
      const icon = status === "resolved" ? "✅" : "🔥"
      const text = `${icon} ${labels.alertname}: ${annotations.summary ?? status}`
      const all = await subscribers()
      const { isComplete } = await bot.broadcast(text, { to: (one) => all.includes(one.contactId) })
      if (!isComplete) throw new Error("the bot stops")
    }
    response.writeHead(204).end()
  })().catch(() => response.writeHead(500).end()) // the sender repeats it
})
bot.onStart(() => void server.listen(Number(PORT), "127.0.0.1"))

await bot.run()
server.close()
