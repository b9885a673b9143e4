import { vi, expect, test } from "vitest"
import { testFolder } from "../fixtures/world.ts"
import { Child } from "./child.ts"

test("after kill -9, forms, captchas, polls, mutes and scheduled work go on where they were", async () => {
  const folder = testFolder()
  const first = new Child("kits-child.ts", [folder])
  const next = await vi.waitFor(
    () => {
      const line = first.lines.find((one) => one.startsWith("next "))
      if (line === undefined) throw new Error(`not yet: ${first.lines.join("; ")}`)
      return line.split(" ").slice(1)
    },
    { timeout: 60_000, interval: 5 },
  )
  first.kill("SIGKILL")
  await first.ended
  const second = new Child("kits-child.ts", [folder, ...next])
  const { code } = await second.ended
  expect(second.lines).toEqual(["form", "captcha", "poll", "schedule", "log muted", "mute", "done"])
  expect(code).toBe(0)
})
