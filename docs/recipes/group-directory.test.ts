import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"

test("lists groups, and finds them", () =>
  testBot("recipes/group-directory.ts", async ({ alice, bob }) => {
    await alice.createGroup("gardeners")
    await alice.invite("directory")
    await alice.expectMembership(/directory joined/)
    await alice.expectMessage(/^\/find WORD/)
    await alice.in("#1").say("/list https://smp.example/g#key all about roses")
    await alice.in("#1").expectMessage("Listed.")
    await bob.expectMessage(/^\/find WORD/)
    await bob.say("/find ROSES")
    await bob.expectMessage("*gardeners*: all about roses\nhttps://smp.example/g#key")
    await bob.say("/find cars")
    await bob.expectMessage("Nothing found.")
  }))
