import { mock } from "node:test"
import { describe, expect, onTestFinished, test, vi } from "vitest"
import { createNetwork, type Network } from "../index.ts"

/** A chat in which messages disappear a minute after they were read, and one that was. */
async function withTimedMessage(network: Network) {
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  bob.in("@4")
  await alice.disappear(60)
  await bob.disappear(60)
  await alice.say("soon gone", { ttl: 60 })
  await bob.core.sendCommand("/_read chat @4")
  return bob
}

describe("fake timers of vitest", () => {
  test("move the network's clock, and are moved by it", async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const network = createNetwork({ time: { advance: (ms) => vi.advanceTimersByTime(ms) } })
    const bob = await withTimedMessage(network)

    const start = network.clock.nowMs
    vi.advanceTimersByTime(30_000)
    expect(network.clock.nowMs - start).toBe(30_000)
    expect(bob.transcript()).toHaveLength(1)

    let fired = false
    setTimeout(() => (fired = true), 20_000)
    network.clock.advance(31_000)
    expect(fired).toBe(true)
    expect(Date.now()).toBe(network.clock.nowMs)
    expect(bob.transcript()).toEqual([])
  })
})

describe("fake timers of node:test", () => {
  test("move the network's clock, and are moved by it", async () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 5, 1) })
    onTestFinished(() => mock.timers.reset())
    const network = createNetwork({ time: { advance: (ms) => mock.timers.tick(ms) } })
    const bob = await withTimedMessage(network)
    mock.timers.tick(61_000)
    expect(bob.transcript()).toEqual([])
    network.clock.advance(1000)
    expect(Date.now()).toBe(Date.UTC(2026, 5, 1) + 62_000)
  })
})
