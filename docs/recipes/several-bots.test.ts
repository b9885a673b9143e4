import { testBots } from "@simplex-chat/bot/testing"
import { test } from "vitest"
import bots from "./several-bots.ts"

test("each shop answers its own customers", async () => {
  await testBots(
    bots,
    async ({ alice, bob }) => {
      await alice.expectMessage("This is Bakery.")
      await alice.say("/hours")
      await alice.expectMessage("We are open from 6 to 14.")
      await bob.expectMessage("This is Bookshop.")
      await bob.say("/hours")
      await bob.expectMessage("We are open from 10 to 19.")
    },
    { people: { alice: "bakery", bob: "books" } },
  )
})
