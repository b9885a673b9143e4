import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("counts one vote for each person", () =>
  testBot("recipes/poll.ts", async ({ alice }) => {
    await alice.say("/lunch")
    await alice.expectMessage("What shall we eat?\n0 /pizza\n0 /pasta\n0 /salad")
    await alice.say("/pasta")
    await alice.expectMessage("0 /pizza\n1 /pasta\n0 /salad")
    await alice.say("/pizza")
    await alice.expectMessage("1 /pizza\n0 /pasta\n0 /salad")
  }))
