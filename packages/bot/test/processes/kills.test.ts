import { expect, test } from "vitest"
import { testFolder } from "../fixtures/world.ts"
import { Child } from "./child.ts"

test("after kill -9, questions, answers, edits, downloads and broadcasts go on where they were", async () => {
  const folder = testFolder()
  const first = new Child("killed-child.ts", [folder, "first"])
  await first.printed("now")
  first.kill("SIGKILL")
  expect(await first.ended).toEqual({ code: null, signal: "SIGKILL" })
  const second = new Child("killed-child.ts", [folder, "second"])
  const { code } = await second.ended
  expect(second.lines).toEqual([
    "question",
    "answer",
    "edit",
    "download",
    "broadcast 1 + 3, 0 unknown",
    // The first had it before.
    "news 0,1,1,1",
    "done",
  ])
  expect(code).toBe(0)
})
