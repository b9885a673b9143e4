import { join } from "node:path"
import { expect, test } from "vitest"
import { node } from "../cli/command-line.ts"

const fixture = join(import.meta.dirname, "..", "fixtures", "started-bot.ts")

test("a bot that is started on a core in memory keeps no process; one that serves does", async () => {
  expect(await node([fixture])).toMatchObject({ code: 0, out: "started\nthe process ends\n" })
  const served = await node([fixture, "serve"])
  expect(served).toMatchObject({ code: 0, out: "started\nstopped\nthe process ends\n" })
})
