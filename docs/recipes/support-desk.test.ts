import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("sends customers to those on duty", () =>
  testBot(
    "recipes/support-desk.ts",
    async ({ alice, bob, bot }) => {
      const { link } = await bot.api.invite() // as an owner gets it from the bot
      await bob.connectTo(link)
      await bob.say("/on")
      await bob.expectMessage("You are on duty.")
      await alice.connectTo(bot.address ?? "")
      await alice.expectMessage("Welcome! What can we do for you?")
      await alice.say("My tea is cold")
      await bob.expectMessage("alice writes: My tea is cold")
      await alice.expectMessage("Thank you. A colleague will be with you shortly.")
    },
    { connect: false },
  ))
