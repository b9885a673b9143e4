// A bot for `simplex-bot host` and `work`. Where it has its core, a person writes to it.
import { Bot } from "@simplex-chat/bot"
import { createNetwork } from "@simplex-chat/testing"
import { setTimeout as sleep } from "node:timers/promises"

const network = createNetwork()
const core = network.openCore({ name: "bot" })
const bot = new Bot({
  profile: { displayName: "a bot" },
  db: core,
  logging: "silent",
})
bot.onMessage((message) => message.reply(`${process.argv[2]} got ${message.text}`))

if (process.argv[2] === "host") {
  const running = bot.run()
  // The address is there once the host has started.
  const alice = await network.person("alice")
  const address = await addressOf()
  await alice.connectTo(address)
  await alice.say("hello")
  await alice.expectMessage("work got hello", { timeoutMs: 20_000 })
  process.stdout.write("answered by a worker\n")
  await running
} else await bot.run()

async function addressOf(): Promise<string> {
  for (;;) {
    const answer = await core.sendCommand("/_show_address 1")
    const link = /"connShortLink":"([^"]+)"/.exec(answer)?.[1]
    if (link !== undefined) return link
    await sleep(20)
  }
}
