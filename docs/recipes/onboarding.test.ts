import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"
import { freePort } from "../test/serve.ts"

test("knows the customer who uses a link", async () => {
  process.env["PORT"] = await freePort()
  await testBot(
    "recipes/onboarding.ts",
    async ({ alice }) => {
      const answer = await fetch(`http://127.0.0.1:${process.env["PORT"]}/link?customer=42`)
      await alice.connectTo(await answer.text())
      await alice.expectMessage("Welcome, customer 42!")
      await alice.say("Who am I?")
      await alice.expectMessage("You are customer 42.")
    },
    { people: ["alice"], connect: false },
  )
})
