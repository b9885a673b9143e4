import { join } from "node:path"
import { expect, test } from "vitest"
import { DatabaseLockError, InvalidArgumentError, CallError, TimeoutError } from "../src/index.ts"
import { runScript } from "./processes.ts"
import { describeNative, openStub, temporaryFolder } from "./native.ts"

describeNative("closing", () => {
  const folder = temporaryFolder()
  const path = (name: string) => join(folder, name)

  test("does not wait for an event with a receive in flight", async () => {
    const core = await openStub(path("quick"))
    const waiting = core.receive()
    const started = performance.now()
    const closing = [core.close(), core.close()]
    await expect(waiting).rejects.toThrow("closed")
    await Promise.all(closing)
    // On a machine with nothing else to do.
    if (process.env["STRESS"] !== undefined) expect(performance.now() - started).toBeLessThan(500)
  })

  test("waits for calls in flight and in the queue", async () => {
    const core = await openStub(path("waits"))
    const calls = Array.from({ length: 40 }, () => core.sendCommand("/stub sleep 100"))
    await core.close()
    for (const answer of await Promise.all(calls)) expect(answer).toContain("cmdOk")
  })

  test("gives up calls that outlast the deadline, and still closes the database", async () => {
    const core = await openStub(path("deadline"))
    const hanging = core.sendCommand("/stub hang")
    const closing = core.close({ timeoutMs: 3_000 }) // closing waits for a receive of up to 200 ms
    await expect(hanging).rejects.toThrow("closed")
    await closing
    await (await openStub(path("deadline"))).close()
  })

  test("that does not end keeps the database locked", async () => {
    const core = await openStub(path("stuck"))
    const other = await openStub(path("other"))
    await core.sendCommand("/stub on close => wait stuck")
    await expect(core.close({ timeoutMs: 250 })).rejects.toThrow(TimeoutError)
    await expect(openStub(path("stuck"))).rejects.toThrow(DatabaseLockError)
    // until it ends after all
    await other.sendCommand("/stub open stuck")
    await other.close()
    await expect.poll(() => openStub(path("stuck")).then((c) => c.close())).toBeUndefined()
  })

  test("refuses an invalid deadline", async () => {
    const core = await openStub(path("nonsense"))
    await expect(core.close({ timeoutMs: NaN })).rejects.toThrow(InvalidArgumentError)
    await core.close({ timeoutMs: Infinity })
  })

  test("rejects when the core could not close the database", async () => {
    const core = await openStub(path("refuses"))
    await core.sendCommand("/stub on close => database is locked")
    await expect(core.close()).rejects.toThrow("close: database is locked")
    await expect(core.close()).rejects.toThrow(CallError)
  })

  // Databases are opened on Node's own threads, at most four, which last as long as the process.
  test.each([
    ["4", 3],
    ["1", 0],
  ])(
    "has every thread of ours say that it is done with the library (%s)",
    async (threads, most) => {
      const script = `
      const open = async (name) => {
        const core = await openCore({ filePrefix: ${JSON.stringify(path(`threads${threads}`))} + name }, { library: { path: stub } })
        await core.sendCommand("/stub event received")
        await core.receive()
        return core
      }
      const watcher = await open("0")
      const stats = async () => JSON.parse(await watcher.sendCommand("/stub stats"))
      const before = await stats()
      for (const name of ["1", "2", "3"]) await (await open(name)).close()
      let after = await stats()
      while (after.threadsDone - before.threadsDone < 3) after = await stats()
      console.log(after.threadsEntered - before.threadsEntered - 3)
      await watcher.close()`
      const { code, out } = await runScript(script, { env: { UV_THREADPOOL_SIZE: threads } })
      expect(code).toBe(0)
      expect(Number(out)).toBeLessThanOrEqual(most)
    },
  )
})
