import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Core } from "../src/index.ts"
import { findKoffi, loadKoffi } from "../src/native/koffi.ts"
import { addressOf, bindLibrary } from "../src/native/library.ts"
import type { StubStats } from "../src/stub/index.ts"
import { CallOwner } from "../src/threads/call.ts"
import { newInFlight } from "../src/threads/in-flight.ts"
import { ThreadPool, type RunOptions } from "../src/threads/pool.ts"
import { describeNative, openStub, stub, temporaryFolder } from "./native.ts"

// Threads are counted, so none of Node's receives: any of its four may take the next call.
process.env["UV_THREADPOOL_SIZE"] = "1"

describeNative("a pool of threads", () => {
  const folder = temporaryFolder()
  const controller = 1 // the first that is opened in this process
  const place = { koffi: findKoffi(), library: stub, inFlight: newInFlight(), isLoaded: true }
  let opened: Core
  beforeAll(async () => {
    opened = await openStub(join(folder, "core"))
    // Its receiving thread has called the library by now, and is not counted below.
    await opened.sendCommand("/stub event {}")
    await opened.receive()
  })
  afterAll(() => opened.close())

  // Called on the test's own thread: the opened core has a pool too, whose threads would count.
  const here = () => {
    const koffi = loadKoffi(place.koffi)
    const library = bindLibrary(koffi, stub)
    const room = new Uint8Array(4096)
    return (command: string) => {
      const [from, to] = [addressOf(koffi, Buffer.from(`${command}\0`)), addressOf(koffi, room)]
      const bytes = library.sendCommand(controller, from, to, room.length)
      return new TextDecoder().decode(room.subarray(0, Number(bytes)))
    }
  }
  /** Counts the threads that have called the library since. */
  const threadCounter = (call: (command: string) => string) => {
    const count = () => (JSON.parse(call("/stub stats")) as StubStats).threadsEntered
    call("/stub stats") // counts this thread
    const before = count()
    return () => count() - before
  }
  const send = (pool: ThreadPool, command: string, options?: RunOptions) =>
    pool.run(new CallOwner(), "sendCommand", [controller, command], options)

  test("runs as many calls side by side as its size, and no more", async () => {
    const call = here()
    const threads = threadCounter(call)
    const pool = new ThreadPool(place, { size: 2 })
    const waiting = [send(pool, "/stub wait side"), send(pool, "/stub wait side")]
    await expect.poll(threads).toBe(2)
    const third = send(pool, "/stub echo third", { timeoutMs: 2_000 })
    await expect(third).rejects.toMatchObject({ started: false })
    call("/stub open side")
    await Promise.all(waiting)
    expect(await send(pool, "/stub echo fourth")).toBe("fourth")
    expect(threads()).toBe(2)
  })

  // The core's `/_stop` may never return. A program that gives it up and tries again, forever, must
  // not run out of threads.
  test("never has more than four times its size, however many calls hang", async () => {
    const call = here()
    const threads = threadCounter(call)
    const pool = new ThreadPool(place, { size: 2 })
    for (let hanging = 1; hanging <= 8; hanging++) {
      const abort = new AbortController()
      const given = send(pool, "/stub wait end", { signal: abort.signal })
      await expect.poll(threads).toBe(hanging)
      abort.abort(new Error("enough"))
      await expect(given).rejects.toThrow("enough")
    }
    const late = send(pool, "/stub echo late", { timeoutMs: 200 })
    await expect(late).rejects.toMatchObject({ started: false })
    call("/stub open end")
    expect(await send(pool, "/stub echo again")).toBe("again")
    expect(threads()).toBe(8)
  })
})
