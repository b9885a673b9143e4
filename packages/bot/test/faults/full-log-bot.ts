// A bot with the default logger, whose standard output takes nothing.
import { createNetwork } from "@simplex-chat/testing"
import { Bot } from "../../src/index.ts"

const network = createNetwork()
const bot = new Bot({ profile: { displayName: "logged" }, db: network.openCore({ name: "bot" }) })
bot.onMessage({ text: "fail" }, () => {
  throw new Error("a line for the log")
})
bot.onMessage((message) => message.reply("still here"))
await bot.start()
const alice = await network.person("alice")
await alice.connectTo(bot.address ?? "")
await alice.say("fail")
await alice.say("hello")
await alice.expectMessage("still here")
process.send?.("answered")
await bot.stop()
process.disconnect()
