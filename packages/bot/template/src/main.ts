import { createServer } from "node:http"
import process from "node:process"
import type { LogLevel } from "@simplex-chat/bot"
import makeBot from "./bot.ts"

const { DATABASE = "data/my-bot", LOG_LEVEL = "info", HEALTH_PORT, SIMPLEX_DB_KEY } = process.env
const bot = makeBot({
  db: { filePrefix: DATABASE, encryptionKey: SIMPLEX_DB_KEY },
  logging: LOG_LEVEL as LogLevel,
})

// For Docker's HEALTHCHECK, and whatever else watches the bot on this machine.
if (HEALTH_PORT !== undefined) {
  const server = createServer((_request, response) => {
    void bot.health().then(({ ok }) => response.writeHead(ok ? 200 : 503).end())
  })
  server.listen(Number(HEALTH_PORT), "127.0.0.1").unref()
}

await bot.run()
