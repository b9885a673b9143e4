// A worker that begins with scheduled work and never ends it. It is killed meanwhile.
//
// node schedule-child.ts BROKER NAME POSTGRES
import { Bot } from "@simplex-chat/bot"
import { Schedule } from "@simplex-chat/bot/schedule"
import { amqpCore } from "../src/index.ts"
import { postgresScheduleStore } from "../src/storages/postgres.ts"

const [, , url = "", name = "", postgres = ""] = process.argv
const bot = new Bot({
  profile: { displayName: "bot" },
  db: amqpCore({ url, name, timeoutMs: 600_000 }),
  logging: "silent",
})
const schedule = new Schedule(bot, {
  tasks: {
    note: (_text: string) => {
      process.stdout.write("begun\n")
      return new Promise(() => {})
    },
  },
  store: await postgresScheduleStore({ url: postgres }),
})
await bot.start()
await schedule.in(0, "note", "killed")
setInterval(() => {}, 1000)
