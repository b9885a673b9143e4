import { expect, test } from "vitest"
import { createNetwork } from "../src/index.ts"

// What is lost on the way is not delivered; the server keeps it, and tries again later.

test("a delivery that is dropped does not arrive, until it is made again", async () => {
  const network = createNetwork({ delivery: "manual" })
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await alice.core.sendCommand(
    '/_send @4 json [{"msgContent":{"type":"text","text":"hello"},"mentions":{}}]',
  )
  const heard = () => bob.transcript().map(({ text }) => text)

  network.faults.set({ drop: 1 })
  const before = network.clock.nowMs
  expect(network.pending().map(({ core }) => core)).toContain("bob")
  while (network.deliver());
  expect(heard()).toEqual([])
  expect(network.clock.nowMs).toBe(before)

  network.faults.set({})
  expect(network.deliver()).toBe(false)
  network.settle()
  expect(heard()).toEqual(["hello"])
  expect(network.clock.nowMs).toBeGreaterThan(before)
})
