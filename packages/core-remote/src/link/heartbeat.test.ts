import { EventEmitter } from "node:events"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { Heartbeat } from "./heartbeat.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A connection whose peer answers pings until it dies. */
class Peer extends EventEmitter {
  terminatedAt: number | undefined
  isDead = false

  ping(): void {
    if (!this.isDead) this.emit("pong")
  }

  terminate(): void {
    this.terminatedAt ??= Date.now()
  }
}

test("a peer that answers is kept", async () => {
  const peer = new Peer()
  const heartbeat = new Heartbeat(peer)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(peer.terminatedAt).toBeUndefined()
  heartbeat.stop()
})

test.each([0, 1, 1_500, 2_999, 3_000, 3_001, 5_000])(
  "a peer that dies %d ms after a connection was made is noticed within 10 s",
  async (ms) => {
    const peer = new Peer()
    const heartbeat = new Heartbeat(peer)
    await vi.advanceTimersByTimeAsync(ms)
    // Its last sign of life.
    heartbeat.alive()
    peer.isDead = true
    const diedAt = Date.now()
    await vi.advanceTimersByTimeAsync(10_000)
    expect((peer.terminatedAt ?? Infinity) - diedAt).toBeLessThan(10_000)
    expect((peer.terminatedAt ?? Infinity) - diedAt).toBeGreaterThanOrEqual(6_000)
    heartbeat.stop()
  },
)

test("a peer that sends, and answers no ping, is alive", async () => {
  const peer = new Peer()
  peer.isDead = true
  const heartbeat = new Heartbeat(peer)
  for (let n = 0; n < 20; n++) {
    await vi.advanceTimersByTimeAsync(5_000)
    heartbeat.alive()
  }
  expect(peer.terminatedAt).toBeUndefined()
  heartbeat.stop()
})
