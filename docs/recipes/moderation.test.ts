import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("asks newcomers, and removes advertising", () =>
  testBot("recipes/moderation.ts", async ({ alice, bob }) => {
    await alice.createGroup("tea")
    await alice.invite("gatekeeper")
    await alice.expectMembership(/gatekeeper joined/)
    await alice.setRole("gatekeeper", "admin")
    await bob.joinGroup(await alice.in("#1").groupLink())
    await bob.in("#1").say("hello")
    const question = await bob.in("#1").expectMessage(/What is (\d) \+ (\d)/)
    const [a = "", b = ""] = question.match(/\d/g) ?? []
    await bob.in("#1").say(String(Number(a) + Number(b)))
    await bob.in("#1").say("win at my casino")
    await alice.in("#1").expectDeletion("win at my casino")
  }))
