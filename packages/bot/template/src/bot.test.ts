import { testBot } from "@simplex-chat/bot/testing"
import { test } from "node:test"
import makeBot from "./bot.ts"

test("squares numbers", () =>
  testBot(makeBot, async ({ alice }) => {
    await alice.expectMessage("Send me a number, and I square it.")
    await alice.say("-7")
    await alice.expectMessage("49")
    await alice.say("seven")
    await alice.expectMessage("This is not a number.")
    await alice.expectSilence()
  }))
