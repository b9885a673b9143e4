import { InvalidArgumentError } from "@simplex-chat/core"
import { expect, test } from "vitest"
import { createNetwork, type Frame } from "../index.ts"

test("messages to a core that is offline arrive when it is back", async () => {
  const network = createNetwork()
  const alice = await network.person("alice")
  const bob = await network.person("bob")
  await alice.connectTo(bob)
  network.faults.offline("bob")
  await alice.say("are you there?")
  await expect(bob.expectMessage("are you there?", { timeoutMs: 0 })).rejects.toThrow(
    "got no message",
  )
  network.faults.offline("bob", false)
  expect(await bob.expectMessage("are you there?")).toBe("are you there?")
})

test("without servers nothing new can be made", async () => {
  const network = createNetwork()
  const alice = await network.person("alice")
  network.faults.serversDown = true
  expect(await alice.core.sendCommand("/_address 1")).toContain("connectError")
  network.faults.serversDown = false
  expect(await alice.core.sendCommand("/_address 1")).toContain("userContactLinkCreated")
})

test("the same seed gives the same run", async () => {
  const run = async () => {
    const network = createNetwork({ seed: 7, delivery: "manual" })
    const frames: Frame[] = []
    network.observe((frame) => frames.push(frame))
    const alice = await network.person("alice")
    const bob = await network.person("bob")
    network.faults.set({ delay: 0.5, drop: 0.3, duplicate: 0.3, reorder: 0.5 })
    await alice.connectTo(bob)
    await alice.say("hello")
    return frames
  }
  expect(await run()).toEqual(await run())
})

test("an invalid share is refused", () => {
  const { faults } = createNetwork()
  expect(() => faults.set({ drop: 2 })).toThrow(InvalidArgumentError)
  expect(() => faults.set({ delay: Number.NaN })).toThrow(InvalidArgumentError)
  expect(() => faults.set({ maxDelayMs: Number.POSITIVE_INFINITY })).toThrow("milliseconds")
  expect(() => createNetwork({ faults: { drop: -1 } })).toThrow(InvalidArgumentError)
})

test("the network's time can run by itself", async () => {
  const { clock } = createNetwork({ time: "running" })
  // The host's timers count whole milliseconds, and end too early for some of these beginnings.
  for (let tenth = 0; tenth < 10; tenth++) {
    const beginning = performance.now() + tenth / 10
    while (performance.now() < beginning);
    const before = clock.nowMs
    await new Promise<void>((resolve) => clock.at(before + 5, resolve))
    expect(clock.nowMs).toBeGreaterThanOrEqual(before + 5)
  }
})
