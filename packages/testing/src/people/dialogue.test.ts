import { expect, test } from "vitest"
import { createNetwork, dialogue } from "../index.ts"

test("a dialogue distinguishes the speakers", async () => {
  const network = createNetwork()
  const alice = await network.person("alice")
  const bob = await network.person("bob")
  const carol = await network.person("carol")
  await bob.connectTo(alice)
  await carol.connectTo(alice)

  await bob.say("hi")
  await carol.say("hello")
  await bob.say("still here")
  await dialogue(alice, [
    ["the first", "hi"],
    ["carol", "hello"],
    ["the first", "still here"],
  ])

  await bob.say("hi")
  await carol.say("hello")
  const wrong = dialogue(alice, [
    ["bob", "hi"],
    ["bob", "hello"],
  ])
  await expect(wrong).rejects.toThrow("alice expected a message of bob, and got it of carol")

  await bob.say("once")
  await bob.say("twice")
  const twoNames = dialogue(alice, [
    ["bob", "once"],
    ["carol", "twice"],
  ])
  await expect(twoNames).rejects.toThrow("alice expected a message of carol, and got it of bob")
})
