// A worker: node worker-child.ts URL NAME WORK_MS
import { Bot } from "@simplex-chat/bot"
import { amqpCore } from "../src/index.ts"
import { handling } from "./handling.ts"

const [, , url = "", name = "", workMs] = process.argv
const bot = new Bot({
  profile: { displayName: "bot" },
  db: amqpCore({ url, name }),
  logging: "silent",
})
handling(bot, Number(workMs), (handled) => process.send?.(handled))
await bot.start()
process.on("disconnect", () => process.exit(0))
process.send?.("started")
