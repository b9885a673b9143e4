// A worker that notes what it begins to handle, in handled.log: `WORKER PERSON NUMBER`. Every tenth
// message asks, and takes the next one as the answer.
//
// node worker-child.ts FOLDER URL NAME WORKER
import { Bot } from "@simplex-chat/bot"
import { appendFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { amqpCore } from "../src/index.ts"

const [, , folder = "", url = "", name = "", worker = ""] = process.argv
const note = (text: string) => appendFileSync(join(folder, "handled.log"), `${worker} ${text}\n`)

const bot = new Bot({
  profile: { displayName: "bot" },
  // No one starts it again: it waits for a host, however long one takes.
  db: amqpCore({ url, name, handOverMs: 2_000, timeoutMs: 600_000 }),
  logging: "silent",
  unhandledRejections: "log",
})
bot.onMessage(async (message) => {
  note(message.text)
  const n = Number(message.text.split(" ")[1])
  if (n % 10 === 3) await sleep(3)
  // While the host is away it is not sent, or perhaps it is.
  if (n % 25 === 0) await message.reply(`${n} seen`).catch(() => {})
  if (n % 10 !== 7) return
  const answer = await message.ask("And?", { timeoutMs: 120_000 })
  note(answer.text)
})
process.on("SIGTERM", () => void bot.stop().then(() => process.exit(0)))
await bot.start()
setInterval(() => {}, 1000)
process.stdout.write("started\n")
