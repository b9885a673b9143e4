import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"
import { inEmptyFolder } from "../test/empty-folder.ts"

test("asks, and can be stopped", async () => {
  await using _ = await inEmptyFolder()
  await testBot(new URL("survey.ts", import.meta.url).pathname, async ({ alice, bob }) => {
    await alice.expectMessage(/^\/start takes/)
    await alice.say("/start")
    await alice.expectMessage(/^How do you like our tea\?/)
    await alice.say("5")
    await alice.expectMessage("Why?")
    await alice.say("It is hot.")
    await alice.expectMessage("Thank you!")
    await bob.expectMessage(/^\/start takes/)
    await bob.say("/start")
    await bob.expectMessage(/^How do you/)
    await bob.say("/cancel")
    await bob.expectMessage("Stopped. /start begins again.")
  })
})
