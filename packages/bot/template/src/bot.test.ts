import { createNetwork, dialogue } from "@simplex-chat/testing"
import { test } from "node:test"
import makeBot from "./bot.ts"

test("squares numbers", async () => {
  const network = createNetwork()
  const bot = makeBot({ db: network.openCore({ name: "bot" }), logging: "silent" })
  await bot.start()
  const alice = await network.person("alice")
  await alice.connectTo(bot.address ?? "")
  await dialogue(alice, [
    ["my-bot", "Send me a number, and I square it."],
    ["alice", "-7"],
    ["my-bot", "49"],
    ["alice", "seven"],
    ["my-bot", "This is not a number."],
  ])
  await bot.stop()
})
