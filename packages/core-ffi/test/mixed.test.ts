import { join } from "node:path"
import { expect, test } from "vitest"
import type { Core } from "../src/index.ts"
import { describeNative, openStub, stats, temporaryFolder } from "./native.ts"

const calls = process.env["STRESS"] !== undefined ? 300_000 : 5_000

/** Numbers from 0 to `below`, the same ones for the same seed. */
function generator(seed: number): (below: number) => number {
  return (below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return (seed >> 8) % below
  }
}

describeNative("calls of every kind, of two cores, in bursts of any size", () => {
  const folder = temporaryFolder()

  test.each([1, 2])(
    "get each its own answer, and leave nothing behind (seed %i)",
    { timeout: 600_000 },
    async (seed) => {
      const random = generator(seed)
      const cores = [
        await openStub(join(folder, `one ${seed}`)),
        await openStub(join(folder, `two ${seed}`)),
      ] as const
      const [first] = cores
      const before = await stats(first)

      const echo = async (core: Core, text: string) =>
        expect(await core.sendCommand(`/stub echo ${text}`)).toBe(text)
      const kinds: ((core: Core, number: number) => Promise<unknown>)[] = [
        (core) => core.sendCommand(`/stub sleep ${random(8)}`),
        async (core) => {
          const length = random(700_000) // some do not fit into the shared memory
          expect(await core.sendCommand(`/stub big ${length}`)).toHaveLength(length)
        },
        (core) => expect(core.sendCommand("/stub null")).rejects.toThrow("returned NULL"),
        async (core, number) => {
          const file = join(folder, `${seed} ${number}`)
          const data = new Uint8Array(random(50_000)).fill(number)
          const crypto = await core.writeFile(file, data)
          expect(Buffer.compare(await core.readFile(file, crypto), data)).toBe(0)
        },
        // Given up by time, or answered just before: both may happen.
        (core) =>
          core
            .sendCommand(`/stub sleep ${random(5)}`, { timeoutMs: 1 + random(4) })
            .catch((error: unknown) => expect(error).toMatchObject({ name: "TimeoutError" })),
        async (core, number) => {
          const controller = new AbortController()
          const answer = core.sendCommand(`/stub echo ${number}`, { signal: controller.signal })
          setImmediate(() => controller.abort(new Error("enough")))
          await answer.then(
            (text) => expect(text).toBe(String(number)),
            (error: unknown) => expect(error).toMatchObject({ message: "enough" }),
          )
        },
      ]
      for (let number = 0; number < calls;) {
        const burst = 1 + random(random(4) === 0 ? 400 : 4)
        await Promise.all(
          Array.from({ length: burst }, () => {
            const core = cores[random(2)] ?? first
            number++
            const kind = kinds[random(4 * kinds.length)] // three quarters are quick texts
            return kind !== undefined
              ? kind(core, number)
              : echo(core, `${number} ${"ü😀".repeat(random(300))}`)
          }),
        )
      }

      // Those that were given up may still be in flight.
      const left = async () => {
        const { allocs, frees } = await stats(first)
        return allocs - frees
      }
      await expect.poll(left).toBeLessThanOrEqual(before.allocs - before.frees)
      expect((await stats(first)).badFrees).toBe(0)
      await Promise.all(cores.map((core) => core.close()))
    },
  )
})
