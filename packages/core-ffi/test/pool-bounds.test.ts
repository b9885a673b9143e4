import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Core } from "../src/index.ts"
import { findKoffi } from "../src/native/koffi.ts"
import { CallOwner } from "../src/threads/call.ts"
import { newInFlight } from "../src/threads/in-flight.ts"
import { ThreadPool, type RunOptions } from "../src/threads/pool.ts"
import { describeNative, openStub, stats, stub, temporaryFolder } from "./native.ts"

describeNative("a pool of threads", () => {
  const folder = temporaryFolder()
  const controller = 1 // the first that is opened in this process
  const place = { koffi: findKoffi(), library: stub, inFlight: newInFlight() }
  let watcher: Core
  beforeAll(async () => {
    watcher = await openStub(join(folder, "watcher"))
  })
  afterAll(() => watcher.close())

  const threads = async () => (await stats(watcher)).threadsEntered
  const send = (pool: ThreadPool, command: string, options?: RunOptions) =>
    pool.run(new CallOwner(), "sendCommand", [controller, command], options)

  test("runs as many calls side by side as its size, and no more", async () => {
    const pool = new ThreadPool(place, { size: 2 })
    const before = await threads()
    const waiting = [send(pool, "/stub wait side"), send(pool, "/stub wait side")]
    await expect.poll(threads, { timeout: 10_000 }).toBeGreaterThanOrEqual(before + 2)
    const third = send(pool, "/stub echo third", { timeoutMs: 200 })
    await expect(third).rejects.toMatchObject({ started: false })
    await watcher.sendCommand("/stub open side")
    await Promise.all(waiting)
    // The watcher has a pool of its own, which adds a thread when the machine is busy.
    expect(await threads()).toBeLessThanOrEqual(before + 3)
  })

  // The core's `/_stop` may never return. A program that gives it up and tries again, forever, must
  // not run out of threads.
  test("never has more than four times its size, however many calls hang", async () => {
    const pool = new ThreadPool(place, { size: 2 })
    const before = await threads()
    for (let hanging = 1; hanging <= 8; hanging++) {
      const abort = new AbortController()
      const call = send(pool, "/stub wait end", { signal: abort.signal })
      await expect.poll(threads, { timeout: 10_000 }).toBeGreaterThanOrEqual(before + hanging)
      abort.abort(new Error("enough"))
      await expect(call).rejects.toThrow("enough")
    }
    const late = send(pool, "/stub echo late", { timeoutMs: 200 })
    await expect(late).rejects.toMatchObject({ started: false })
    await watcher.sendCommand("/stub open end")
    expect(await send(pool, "/stub echo again")).toBe("again")
    expect(await threads()).toBeLessThanOrEqual(before + 9)
  })
})
