import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("does not obey strangers", () =>
  testBot("recipes/owner-administration.ts", async ({ alice }) => {
    await alice.say("/health")
    await alice.expectMessage("Hello!")
    await alice.say("/pair 000000")
    await alice.expectMessage(/./)
    await alice.say("/help")
    await alice.expectMessage((text) => !text.includes("announce"))
  }))
