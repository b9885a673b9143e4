import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { Child } from "./child.ts"

let folder = ""
const children: Child[] = []

function start(env?: Record<string, string>): Child {
  const child = new Child("child-bot.ts", [folder], env)
  children.push(child)
  return child
}

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bot-process-"))))
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL")
  await Promise.all(children.splice(0).map(({ ended }) => ended))
  rmSync(folder, { recursive: true, force: true })
})

// On Windows no process can send another a signal that it can handle.
const skip = process.platform === "win32"

describe.skipIf(skip)("a process that runs a bot", () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "lets handlers finish at %s, and ends with 0",
    async (signal) => {
      const child = start()
      await child.printed("started")
      child.say(4, "work 300")
      await child.printed("begin work 300")
      child.kill(signal)
      expect(await child.ended).toEqual({ code: 0, signal: null })
      expect(child.lines).toEqual(["started", "begin work 300", "end work 300", "closed true"])
    },
  )

  test("ends at once at a second signal, with the code of the signal", async () => {
    const child = start({ STOP_TIMEOUT_MS: "600000" })
    await child.printed("started")
    child.say(4, "work 600000")
    await child.printed("begin work 600000")
    child.kill("SIGTERM")
    // Nothing shows that the first one has arrived; the second may be sent until the end.
    const again = setInterval(() => child.kill("SIGINT"), 50)
    const ended = await child.ended
    clearInterval(again)
    expect(ended).toEqual({ code: 130, signal: null })
    expect(child.lines).not.toContain("closed true")
  })

  test("does not wait for ever, and says so by 1", async () => {
    const child = start({ STOP_TIMEOUT_MS: "50" })
    await child.printed("started")
    child.say(4, "work 600000")
    await child.printed("begin work 600000")
    child.kill("SIGTERM")
    expect(await child.ended).toEqual({ code: 1, signal: null })
    expect(child.lines).toContain("closed true")
  })

  test("handles again after kill -9 only what was being handled", async () => {
    const first = start()
    await first.printed("started")
    first.say(4, "one")
    await first.printed("begin one")
    first.say(5, "work 600000")
    first.say(5, "queued")
    first.say(4, "two")
    await first.printed("begin two")
    await first.printed("begin work 600000")
    // When it has begun, the one before it in its chat is handled; it may itself come again.
    first.say(4, "last")
    await first.printed("begin last")
    first.kill("SIGKILL")
    expect(await first.ended).toEqual({ code: null, signal: "SIGKILL" })
    const second = start({ STOP_TIMEOUT_MS: "0" })
    await second.printed("begin work 600000")
    second.say(6, "three")
    await second.printed("begin three")
    second.kill("SIGKILL")
    await second.ended
    const lines = second.lines.filter((line) => line !== "begin last").toSorted()
    expect(lines).toEqual(["begin three", "begin work 600000", "started"])
  })
})
