import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("asks for the language once", () =>
  testBot("recipes/languages.ts", async ({ alice }) => {
    await alice.say("hi")
    await alice.expectMessage(/^Which language\?/)
    await alice.say("Deutsch")
    await alice.expectMessage("Schreib mir eine Zahl.")
    await alice.say("noch einmal")
    await alice.expectMessage("Schreib mir eine Zahl.")
  }))
