import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("sends the ideas at nine in Berlin", () =>
  testBot(
    "recipes/scheduled-digest.ts",
    async ({ alice, clock }) => {
      await alice.say("/idea more tea")
      await alice.expectReaction("/idea more tea", "👍")
      clock.advance(12 * 3_600_000)
      await alice.expectMessage("Your ideas:\nmore tea")
    },
    { network: { startMs: Date.UTC(2026, 6, 1, 20) } },
  ))
