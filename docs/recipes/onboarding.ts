/*
# Onboarding by one-time link

How do I know which customer has just connected? Make a one-time link for each of them on your website; the person who connects through it is that customer.
*/
import { Bot, sqliteStorage } from "@simplex-chat/bot"
import { createServer } from "node:http"

const bot = new Bot({ profile: { displayName: "shop" }, db: { filePrefix: "data/shop" } })
const storage = await sqliteStorage("data/shop-state.db")

/** GET /link?customer=42 answers with a link for customer 42. */
const website = createServer((request, response) => {
  const customer = new URL(request.url ?? "/", "http://localhost").searchParams.get("customer")
  if (customer === null) return void response.writeHead(400).end()
  void invite(customer).then((link) => response.end(link))
})

async function invite(customer: string): Promise<string> {
  const invitation = await bot.api.invite()
  invitation.connected({ timeoutMs: 86_400_000 }).then(
    async (contact) => {
      await storage.set(`customer/${contact.contactId}`, customer)
      await bot.send(contact, `Welcome, customer ${customer}!`)
    },
    () => {}, // the link was not used in a day
  )
  return invitation.link
}

bot.onMessage({ chatType: "direct" }, async (message) => {
  const customer = (await storage.get(`customer/${message.sender.contactId}`)) as string | undefined
  await message.reply(`You are customer ${customer ?? "unknown"}.`)
})
bot.onStart(() => void website.listen(Number(process.env["PORT"] ?? 8080), "127.0.0.1"))

await bot.run()
website.close()
