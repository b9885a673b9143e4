import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("reminds when the time has come", () =>
  testBot("recipes/reminder.ts", async ({ alice, clock }) => {
    await alice.say("/remind 30 call Bob")
    await alice.expectMessage("In 30 minutes.")
    clock.advance(30 * 60_000)
    await alice.expectMessage("⏰ call Bob")
  }))
