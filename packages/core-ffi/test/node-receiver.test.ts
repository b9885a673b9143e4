import { once } from "node:events"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Worker } from "node:worker_threads"
import { expect, test } from "vitest"
import { describeNative, openStub, stub, temporaryFolder } from "./native.ts"

const threads = (name: string) =>
  readdirSync("/proc/self/task").filter(
    (id) => readFileSync(`/proc/self/task/${id}/comm`, "utf8") === `simplex ${name}\n`,
  ).length

/** How often they have gone to sleep. */
const switches = (name: string) =>
  readdirSync("/proc/self/task")
    .map((id) => readFileSync(`/proc/self/task/${id}/status`, "utf8"))
    .filter((status) => status.startsWith(`Name:\tsimplex ${name}\n`))
    .map((status) => Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1]))
    .reduce((sum, count) => sum + count, 0)

const noReceivingThread = () => expect.poll(() => threads("receive"), { timeout: 10_000 }).toBe(0)

describeNative("a core that receives on a thread of Node's", () => {
  const folder = temporaryFolder()

  test.runIf(process.platform === "linux")(
    "makes single commands without a thread of its own, and bursts on some",
    async () => {
      const core = await openStub(join(folder, "single"))
      for (let i = 0; i < 100; i++) await core.sendCommand(`/stub echo ${i}`)
      expect(threads("call")).toBe(0)
      const burst = Array.from({ length: 5_000 }, (_, i) => core.sendCommand(`/stub echo ${i}`))
      expect(await Promise.all(burst)).toEqual(burst.map((_, i) => String(i)))
      expect(threads("call")).toBeGreaterThan(0)
      // The threads of the burst sleep while single commands are made on Node's.
      const before = switches("call")
      for (let i = 0; i < 1_000; i++) await core.sendCommand(`/stub echo ${i}`)
      expect(switches("call") - before).toBeLessThan(500)
      await core.close()
    },
  )

  test.runIf(process.platform === "linux")(
    "needs no thread of its own to receive; those after it share one",
    async () => {
      const cores = [await openStub(join(folder, "1"))]
      await cores[0]?.sendCommand("/stub event one")
      expect(await cores[0]?.receive()).toEqual(["one"])
      expect(threads("receive")).toBe(0)
      for (const name of ["2", "3", "4"]) {
        const core = await openStub(join(folder, name))
        cores.push(core)
        await core.sendCommand(`/stub event ${name}`)
        expect(await core.receive()).toEqual([name])
      }
      expect(threads("receive")).toBe(1)
      await Promise.all(cores.map((core) => core.close()))
    },
  )

  test.runIf(process.platform === "linux")(
    "has threads of its own in a Worker, which shares Node's with the main thread",
    async () => {
      await noReceivingThread()
      const source = new URL("../src/index.ts", import.meta.url).href
      const [filePrefix, path] = [join(folder, "worker"), stub].map((text) => JSON.stringify(text))
      const worker = new Worker(
        `import(${JSON.stringify(source)}).then(async ({ openCore }) => {
          const core = await openCore({ filePrefix: ${filePrefix} }, { library: { path: ${path} } })
          await core.sendCommand("/stub event here")
          await core.receive()
          const { parentPort } = require("node:worker_threads")
          parentPort.once("message", () => core.close())
          parentPort.postMessage("received")
        })`,
        { eval: true },
      )
      await once(worker, "message")
      expect(threads("receive")).toBe(1)
      worker.postMessage("close")
      await once(worker, "exit")
      await noReceivingThread() // for the tests that follow
    },
  )

  test("takes events that follow each other fast in batches, and waits again after them", async () => {
    const core = await openStub(join(folder, "batches"))
    const most = async (count: number) => {
      const sizes: number[] = []
      for (let seen = 0; seen < count; seen += sizes.at(-1) ?? 0)
        sizes.push((await core.receive()).length)
      return Math.max(...sizes)
    }
    await core.sendCommand("/stub events 1000")
    expect(await most(1_000)).toBe(64)
    await core.sendCommand("/stub event alone")
    expect(await core.receive()).toEqual(["alone"])
    await core.sendCommand("/stub events 1000")
    expect(await most(1_000)).toBe(64)
    await core.close()
  })

  test("gives its thread to the next one when it is closed", async () => {
    for (const name of ["first", "second", "third"]) {
      const core = await openStub(join(folder, name))
      await core.sendCommand(`/stub event ${name}`)
      expect(await core.receive()).toEqual([name])
      if (process.platform === "linux") expect(threads("receive")).toBe(0)
      await core.close()
    }
  })

  test("is closed at once although the library fails, and a retry is far away", async () => {
    const core = await openStub(join(folder, "broken"))
    await core.sendCommand("/stub recv null")
    for (let i = 0; i < 5; i++) await expect(core.receive()).rejects.toThrow("returned NULL")
    await core.close({ timeoutMs: 500 })
  })
})
