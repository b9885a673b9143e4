import { join } from "node:path"
import { expect, test } from "vitest"
import { LoadError } from "../src/index.ts"
import { findKoffi } from "../src/native/koffi.ts"
import { CallOwner } from "../src/threads/call.ts"
import { newInFlight } from "../src/threads/in-flight.ts"
import { ThreadPool } from "../src/threads/pool.ts"
import { describeNative, openStub, stats, stub, temporaryFolder } from "./native.ts"

// Threads are counted, so none of Node's receives: any of its four may take the next call.
process.env["UV_THREADPOOL_SIZE"] = "1"

/** Beside the pool that the package itself uses, on the library that it has started. */
describeNative("a pool of threads", () => {
  const folder = temporaryFolder()
  const controller = 1 // the first that is opened in this process
  const place = { koffi: findKoffi(), library: stub, inFlight: newInFlight(), isLoaded: true }

  test("lets those that are idle end, but for one, each with hs_thread_done", async () => {
    const core = await openStub(join(folder, "watcher"))
    await core.sendCommand("/stub event received")
    await core.receive() // the receiving thread has entered the library
    const before = await stats(core)
    const pool = new ThreadPool(place, { size: 4, keepMs: [50, 50] })
    const send = (command: string) =>
      pool.run(new CallOwner(), "sendCommand", [controller, command])
    const slow = Array.from({ length: 3 }, () => send("/stub wait idle"))
    await send("/stub open idle") // the fourth
    await Promise.all(slow)
    expect((await stats(core)).threadsEntered - before.threadsEntered).toBe(4)
    const done = async () => (await stats(core)).threadsDone - before.threadsDone
    await expect.poll(done).toBe(3)
    expect(await send("/stub echo still")).toBe("still")
    expect(await done()).toBe(3)
    await core.close()
  })

  test("fails what waits when no thread can be started, and nothing else", async () => {
    // What cannot be cloned into a thread fails its start as a system without threads does.
    const bad = { ...place, library: (() => {}) as never }
    const pool = new ThreadPool(bad, { size: 2 })
    const calls = [1, 2, 3].map(() => pool.run(new CallOwner(), "sendCommand", [controller, "/u"]))
    for (const call of await Promise.allSettled(calls))
      expect(call).toMatchObject({ status: "rejected", reason: expect.any(LoadError) as unknown })
  })
})
