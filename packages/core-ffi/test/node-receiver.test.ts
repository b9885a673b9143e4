import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { describeNative, openStub, temporaryFolder } from "./native.ts"

const threads = (name: string) =>
  readdirSync("/proc/self/task").filter(
    (id) => readFileSync(`/proc/self/task/${id}/comm`, "utf8") === `simplex ${name}\n`,
  ).length

describeNative("a core that receives on a thread of Node's", () => {
  const folder = temporaryFolder()

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
