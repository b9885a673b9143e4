import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("asks newcomers, and removes advertising", () =>
  testBot("recipes/moderation.ts", async ({ alice, bob }) => {
    await alice.createGroup("tea")
    await alice.invite("gatekeeper")
    await alice.expectMembership("gatekeeper")
    await alice.setRole("gatekeeper", "admin")
    await bob.joinGroup(await alice.in("#tea").groupLink())
    await bob.in("#tea").say("hello")
    const question = await bob.in("#tea").expectMessage(/What is (\d) \+ (\d)/)
    const [a = "", b = ""] = question.match(/\d/g) ?? []
    await bob.in("#tea").say(String(Number(a) + Number(b)))
    await bob.in("#tea").say("win at my casino")
    await alice.in("#tea").expectDeletion("win at my casino")
  }))
