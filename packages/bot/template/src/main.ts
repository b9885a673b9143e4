import type { LogLevel } from "@simplex-chat/bot"
import makeBot from "./bot.ts"

const { DATABASE = "data/my-bot", LOG_LEVEL = "info", HTTP_ADDRESS, SIMPLEX_DB_KEY } = process.env
const { SMP_SERVER = "", XFTP_SERVER = "" } = process.env
const bot = makeBot({
  db: { filePrefix: DATABASE, encryptionKey: SIMPLEX_DB_KEY },
  logging: LOG_LEVEL as LogLevel,
  servers: {
    ...(SMP_SERVER !== "" && { smp: [SMP_SERVER] }),
    ...(XFTP_SERVER !== "" && { xftp: [XFTP_SERVER] }),
  },
})

// For Docker's HEALTHCHECK, `npm run status`, and whatever else watches the bot.
if (HTTP_ADDRESS !== undefined) await bot.serveHttp(HTTP_ADDRESS)

await bot.run()
