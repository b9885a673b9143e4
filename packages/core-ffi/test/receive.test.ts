import { join } from "node:path"
import { expect, test } from "vitest"
import { CallError, type Core } from "../src/index.ts"
import { describeNative, openStub, stats, temporaryFolder } from "./native.ts"

const numbers = (events: readonly string[]) =>
  events.map((e) => (JSON.parse(e) as { result: { n: number } }).result.n)

async function take(core: Core, count: number): Promise<number[]> {
  const taken: number[] = []
  while (taken.length < count) taken.push(...numbers(await core.receive()))
  return taken
}

describeNative("receiving", () => {
  const folder = temporaryFolder()
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)

  test("delivers every event once and in order, in batches", async () => {
    const core = await openStub(join(folder, "order"))
    await core.sendCommand("/stub events 5000")
    const first = numbers(await core.receive())
    expect(first.length).toBeLessThanOrEqual(64)
    expect([...first, ...(await take(core, 5000 - first.length))]).toEqual(upTo(5000))
    await core.close()
  })

  test("waits for an event", async () => {
    const core = await openStub(join(folder, "waits"))
    const next = core.receive()
    await core.sendCommand("/stub event ünï 😀")
    expect(await next).toEqual(["ünï 😀"])
    await core.close()
  })

  test("gives each reader other events", async () => {
    const core = await openStub(join(folder, "readers"))
    const readers = [core.receive(), core.receive()]
    await core.sendCommand("/stub event one")
    expect(await readers[0]).toEqual(["one"])
    await core.sendCommand("/stub event two")
    expect(await readers[1]).toEqual(["two"])
    await core.close()
  })

  test("can be given up, and loses nothing by it", async () => {
    const core = await openStub(join(folder, "abort"))
    const controller = new AbortController()
    const given = core.receive({ signal: controller.signal })
    controller.abort(new Error("enough"))
    await expect(given).rejects.toThrow("enough")
    await expect(core.receive({ signal: controller.signal })).rejects.toThrow("enough")
    await core.sendCommand("/stub event kept")
    expect(await core.receive()).toEqual(["kept"])
    await core.close()
  })

  test("leaves in the core what no reader takes", async () => {
    const core = await openStub(join(folder, "pressure"))
    const before = await stats(core)
    await core.sendCommand("/stub events 100000")
    // Some batches are taken ahead. Then only commands make the library hand out anything.
    let last = await stats(core)
    const handedOut = async () => {
      const now = await stats(core)
      const count = now.allocs - last.allocs
      last = now
      return count
    }
    await expect.poll(handedOut).toBe(1)
    expect(last.allocs - before.allocs).toBeLessThan(2_000)
    for (let i = 0; i < 50; i++) await core.sendCommand("/u")
    expect(await handedOut()).toBe(51)
    expect(await take(core, 100_000)).toEqual(upTo(100_000))
    await core.close()
  })

  test("reports a NULL, again and again but not in a spin, and goes on afterwards", async () => {
    const core = await openStub(join(folder, "null"))
    await core.sendCommand("/stub recv null")
    await expect(core.receive()).rejects.toThrow(CallError)
    await expect(core.receive()).rejects.toThrow("receive: the library returned NULL")
    await core.sendCommand("/stub recv normal")
    await core.sendCommand("/stub event after")
    // What had failed before may still be reported.
    await expect.poll(() => core.receive().catch(() => undefined)).toEqual(["after"])
    await core.close()
  })

  test("does not spin when the library returns at once with nothing", async () => {
    const core = await openStub(join(folder, "spin"))
    await core.sendCommand("/stub recv at-once")
    const before = await stats(core)
    await core.sendCommand("/stub sleep 500")
    const after = await stats(core)
    expect(after.allocs - before.allocs).toBeLessThan(10)
    await core.close()
  })
})
