import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, onTestFinished, test, vi } from "vitest"
import { Child } from "../processes/child.ts"
import { memoryCgroup } from "./memory-cgroup.ts"

vi.setConfig({ testTimeout: 60_000 })

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "memory-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test("a bot that runs out of memory ends, and what it was handling comes again, once", async () => {
  const folder = newFolder()
  const first = new Child("child-bot.ts", [folder], {
    NODE_OPTIONS: "--max-old-space-size=48",
    LEAK: "on",
  })
  await first.printed("started")
  first.say(1, "one")
  await first.printed("begin one")
  first.say(1, "leak")
  first.say(2, "two")
  const { code, signal } = await first.ended
  // V8 aborts: a supervisor sees a failure, and starts it again.
  expect(code === 134 || signal === "SIGABRT" || signal === "SIGTRAP").toBe(true)

  const second = new Child("child-bot.ts", [folder])
  await second.printed("begin leak")
  second.say(2, "three")
  await second.printed("begin three")
  second.kill("SIGTERM")
  expect(await second.ended).toEqual({ code: 0, signal: null })
  expect(second.lines).not.toContain("begin one")
  const two = [...first.lines, ...second.lines].filter((line) => line === "begin two")
  expect(two.length).toBeGreaterThanOrEqual(1)
})

const cgroup = memoryCgroup(160 * 1024 * 1024)
afterAll(() => cgroup?.remove())

test.skipIf(cgroup === undefined)(
  "in a container that is full the kernel ends it, and what it was handling comes again",
  async () => {
    const folder = newFolder()
    const first = new Child("child-bot.ts", [folder], { LEAK: "on" })
    await first.printed("started")
    cgroup?.add(first.pid)
    first.say(1, "one")
    await first.printed("begin one")
    first.say(1, "leak")
    expect(await first.ended).toEqual({ code: null, signal: "SIGKILL" })

    const second = new Child("child-bot.ts", [folder])
    await second.printed("begin leak")
    second.kill("SIGTERM")
    expect(await second.ended).toEqual({ code: 0, signal: null })
    expect(second.lines).not.toContain("begin one")
  },
)
