/*
# Bridge to another system

How do I connect a chat with another messenger or a ticket system? Post each message to its webhook, and serve one for its answers. Retry what fails: the message counts as handled only when it was posted.
*/
import { Bot } from "@simplex-chat/bot"
import { createServer } from "node:http"
import { json } from "node:stream/consumers"
import { setTimeout } from "node:timers/promises"

const { BRIDGE_URL = "https://matrix.example/hook", PORT = "8082" } = process.env

const bot = new Bot({ profile: { displayName: "bridge" }, db: { filePrefix: "data/bridge" } })

bot.onMessage({ chatType: "direct" }, async (message, { signal }) => {
  const body = JSON.stringify({
    id: message.item.chatItem.meta.itemId, // lets the other side drop repetitions
    contact: message.sender.contactId,
    name: message.sender.name,
    text: message.text,
  })
  for (let wait = 1000; ; wait = Math.min(wait * 2, 60_000)) {
    const headers = { "content-type": "application/json" }
    const response = await fetch(BRIDGE_URL, { method: "POST", headers, body, signal }).catch(
      () => undefined,
    )
    if (response?.ok === true) return
    await setTimeout(wait, undefined, { signal })
  }
})

/** POST {"contact": 4, "text": "hi"} sends an answer. */
const server = createServer((request, response) => {
  void (async () => {
    const { contact, text } = (await json(request)) as { contact: number; text: string }
    await bot.send({ chatType: "direct", chatId: contact }, text)
    response.writeHead(204).end()
  })().catch(() => response.writeHead(500).end())
})
bot.onStart(() => void server.listen(Number(PORT), "127.0.0.1"))

await bot.run()
server.close()
