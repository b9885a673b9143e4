import { expect, test } from "vitest"
import { createNetwork } from "./index.ts"
import { matchers } from "./vitest.ts"

expect.extend(matchers)

test("matchers read as the conversation", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await alice.say("hello")
  await expect(bob).toHaveReceived("hello")
  await expect(bob).toHaveHeardNothingMore()
  await expect(bob).toSee("alice: hello")
})

test("a matcher that fails shows the conversation", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await alice.say("hello")
  await expect(expect(bob).toHaveReceived("goodbye")).rejects.toThrow(
    'bob expected "goodbye", and got "hello". The conversation:\n  alice: hello',
  )
  await expect(expect(bob).toHaveHeardNothingMore()).rejects.toThrow("expected nothing more")
  await expect(bob).not.toSee("alice: goodbye")
})
