import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { installLibrary } from "../src/index.ts"
import { archive, expectInstalled, expectWholeOrNothing } from "./install.ts"
import { Installers } from "./installers.ts"
import { answer, serve, sha256, type FileServer } from "./server.ts"

/**
 * Sixteen processes install at once into one cache, some are killed at random moments, some
 * downloads are slow or cut: what is there is whole at every moment, and in the end it is there.
 */
const rounds = process.env["STRESS"] !== undefined ? 1_000 : 50
const processes = 16

let server: FileServer
const cache = mkdtempSync(join(tmpdir(), "kill-"))
beforeAll(async () => {
  server = await serve(archive)
})
afterAll(() => server.close())
afterEach(() => rmSync(cache, { recursive: true, force: true }))

// Trickles, so that a kill has something to hit.
const trickle: FileServer["next"][number] = (request, response) =>
  answer(server, request, response, (r, body) => {
    const step = Math.ceil(body.length / 8)
    const write = (from: number): void => {
      if (r.destroyed) return
      if (Math.random() < 0.05) return void r.destroy()
      if (from >= body.length) return void r.end()
      r.write(body.subarray(from, from + step), () => setTimeout(write, 2, from + step))
    }
    write(0)
  })

/** From 10 ms to 1.3 s, short ones as often as long ones: some hit the middle, on slow and fast machines. */
const someTimeMs = (): number => 10 * 2 ** (7 * Math.random())

test(
  `${processes} processes at once, killed at any moment, ${rounds} rounds`,
  { timeout: rounds * 60_000 },
  async () => {
    const options = { cacheFolder: cache, mirror: server.url, sha256: sha256(archive), retryMs: 5 }
    let kills = 0
    let completed = 0
    await using installers = new Installers(processes)
    for (let round = 0; round < rounds; round++) {
      server.next.length = 0
      server.next.push(...Array.from({ length: 100 }, () => trickle))
      // Most rounds start from nothing, the others from what the last one left.
      if (round % 4 !== 3) rmSync(cache, { recursive: true, force: true })
      const killed = (i: number) => round % 2 === 0 || i % 2 === 0
      const all = await installers.round(
        options,
        Array.from({ length: processes }, (_, i) => (killed(i) ? someTimeMs() : undefined)),
      )
      for (const one of all) {
        if (one === "killed") kills++
        else {
          completed++
          expect(one.said).toBe("installed")
        }
      }
      if (existsSync(cache)) expectWholeOrNothing(cache)
      await installLibrary(options)
      expectInstalled(cache)
    }
    // The test is worth nothing when all were killed before they began, or none was.
    expect(kills).toBeGreaterThan(rounds)
    expect(completed).toBeGreaterThan(rounds)
  },
)
