// A worker with every kit. It is killed at any time.
//
// node kits-child.ts BROKER NAME POSTGRES WORKER
import { Bot } from "@simplex-chat/bot"
import { amqpCore } from "../src/index.ts"
import { postgresScheduleStore, postgresStorage } from "../src/storages/postgres.ts"
import { declareKits } from "./kits-bot.ts"

const [, , url = "", name = "", postgres = "", worker = ""] = process.argv
const bot = new Bot({
  profile: { displayName: "bot" },
  db: amqpCore({ url, name, handOverMs: 1_000, timeoutMs: 600_000 }),
  logging: "silent",
  joinGroups: true,
})
declareKits(bot, worker, {
  storage: await postgresStorage({ url: postgres }),
  store: await postgresScheduleStore({ url: postgres }),
})
await bot.start()
setInterval(() => {}, 1000)
process.stdout.write("started\n")
