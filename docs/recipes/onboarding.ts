/*
# Onboarding by one-time link

How do I know which customer has just connected? Make a one-time link for each of them on your website; the person who connects through it is that customer.
*/
import { Bot, sqliteStorage } from "@simplex-chat/bot"
import { createServer } from "node:http"

const bot = new Bot({ profile: { displayName: "shop" }, db: { filePrefix: "data/shop" } })
const storage = await sqliteStorage("data/shop_state.db")

/** GET /link?customer=42 answers with a link for customer 42. */
const website = createServer((request, response) => {
  const customer = new URL(request.url ?? "/", "http://localhost").searchParams.get("customer")
  if (customer === null) return void response.writeHead(400).end()
  invite(customer).then(
    (link) => response.end(link),
    () => response.writeHead(503).end(), // no server can be reached
  )
})

async function invite(customer: string): Promise<string> {
  const { link, connectionId } = await bot.api.invite()
  await storage.set(`link/${connectionId}`, customer)
  void welcome(connectionId, customer)
  return link
}

async function welcome(connectionId: number, customer: string): Promise<void> {
  // It rejects when the bot stops: the next start waits again.
  const contact = await bot.api.contactOfConnection(connectionId).catch(() => undefined)
  if (contact === undefined) return
  await storage.set(`customer/${contact.contactId}`, customer)
  await bot.send(contact, `Welcome, customer ${customer}!`)
  await storage.delete(`link/${connectionId}`)
}

bot.onMessage({ chatType: "direct" }, async (message) => {
  const customer = (await storage.get(`customer/${message.sender.contactId}`)) as string | undefined
  await message.reply(`You are customer ${customer ?? "unknown"}.`)
})
bot.onStart(async () => {
  for (const key of (await storage.keys?.("link/")) ?? []) {
    void welcome(Number(key.slice("link/".length)), (await storage.get(key)) as string)
  }
  website.listen(Number(process.env["PORT"] ?? 8080), "127.0.0.1")
})

await bot.run()
website.close()
