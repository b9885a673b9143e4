import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("asks newcomers, and removes advertising, in edits too", () =>
  testBot("recipes/moderation.ts", async ({ alice, bob }) => {
    await alice.expectMessage(/^Invite me/)
    await alice.createGroup("tea")
    await alice.invite("gatekeeper")
    await alice.expectMembership(/gatekeeper joined/)
    await alice.setRole("gatekeeper", "admin")
    await bob.joinGroup(await alice.in("#1").groupLink())
    await bob.expectMessage(/^Invite me/)
    await bob.expectMessage(/picture/)
    await bob.in("#1(_support)").say("/sum")
    const question = await bob.expectMessage(/What is (\d+) \+ (\d+)/)
    const [, a, b] = /(\d+) \+ (\d+)/.exec(question) ?? []
    await bob.say(String(Number(a) + Number(b)))
    await bob.expectMessage(/^Thank you/)
    await bob.in("#1").say("win at my casino")
    await alice.in("#1").expectDeletion("win at my casino")
    const said = await bob.in("#1").say("sorry")
    await bob.in("#1").edit("sorry, limited offer", said)
    await alice.in("#1").expectDeletion("sorry, limited offer")
  }))
