import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openCore, type Core } from "../src/index.ts"
import { describeHaskell, haskellStub } from "./haskell.ts"
import { temporaryFolder } from "./native.ts"

describeHaskell("on the real run-time system", () => {
  const folder = temporaryFolder()
  const open = (name: string) =>
    openCore({ filePrefix: join(folder, name) }, { library: { path: haskellStub } })
  let core: Core
  beforeAll(async () => {
    core = await open("bot")
  })
  afterAll(() => core.close())

  const callThreads = () =>
    readdirSync("/proc/self/task").filter(
      (id) => readFileSync(`/proc/self/task/${id}/comm`, "utf8") === "simplex call\n",
    ).length

  test("commands that compute stay on few threads, each with its own answer", async () => {
    await core.sendCommand("/stub busy 500 4 /work => done")
    const answers = Array.from({ length: 400 }, (_, i) =>
      core.sendCommand(i % 2 === 0 ? "/work" : `/stub echo ${i}`),
    )
    expect(await Promise.all(answers)).toEqual(
      answers.map((_, i) => (i % 2 === 0 ? "done" : String(i))),
    )
    // One, or a few more where other processes kept this one from its processors.
    expect(callThreads()).toBeLessThan(8)
  })

  test("commands that compute are all answered when one of them is given up", async () => {
    await core.sendCommand("/stub busy 150 0 /part => done")
    for (let round = 0; round < 20; round++) {
      const abort = new AbortController()
      const answers = Array.from({ length: 63 }, () => core.sendCommand("/part"))
      const given = core.sendCommand("/part", { signal: abort.signal }).catch(() => "given up")
      await answers[round]
      abort.abort(new Error("enough"))
      expect(new Set(await Promise.all(answers))).toEqual(new Set(["done"]))
      expect(["given up", "done"]).toContain(await given) // it may have been answered already
    }
  })

  test("commands that wait get a thread each, up to the bound", async () => {
    // Only side by side do they end: each waits for the last one.
    const waiting = Array.from({ length: 15 }, () => core.sendCommand("/stub wait gate"))
    await expect.poll(callThreads).toBe(15)
    await core.sendCommand("/stub open gate")
    await Promise.all(waiting)
    expect(callThreads()).toBe(16)
  })

  test("a command that waits does not hold up others, although the core computes", async () => {
    await core.sendCommand("/stub busy 2000 0 /work => done")
    const busy = Array.from({ length: 64 }, () => core.sendCommand("/work"))
    const waiting = core.sendCommand("/stub wait beside")
    const behind = Array.from({ length: 10 }, () => core.sendCommand("/work"))
    const answers = await Promise.all([...busy, ...behind])
    expect(answers).toEqual(answers.map(() => "done"))
    await core.sendCommand("/stub open beside")
    expect(await waiting).toContain("cmdOk")
  })

  test("events of several cores arrive in order, whichever threads they share", async () => {
    const frames = join(import.meta.dirname, "fixtures/frames.jsonl")
    const sent = readFileSync(frames, "utf8").trimEnd().split("\n")
    const cores = await Promise.all(["1", "2", "3", "4", "5"].map((name) => open(name)))
    await Promise.all(
      cores.map(async (each) => {
        await each.sendCommand(`/stub frames ${frames}`)
        await each.sendCommand(`/stub events ${sent.length} 200`)
        const seen: string[] = []
        while (seen.length < sent.length) seen.push(...(await each.receive()))
        expect(seen).toEqual(sent)
      }),
    )
    await Promise.all(cores.map((each) => each.close()))
  })
})
