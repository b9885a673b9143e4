import { join } from "node:path"
import { expect, test } from "vitest"
import { node } from "../cli/command-line.ts"

const fixture = join(import.meta.dirname, "..", "fixtures", "log-bot.ts")

test("the default logger writes lines of JSON, without texts, names, links and keys", async () => {
  const { code, out } = await node([fixture])
  expect(code).toBe(0)
  const lines = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const [info, warn, error] = [30, 40, 50]
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    [warn, "without stateFile, the bot forgets what it has handled when its process ends"],
    [info, "started"],
    [info, "a contact is connected"],
    [error, "a handler failed"],
    [info, "stopped"],
  ])
  for (const line of lines) {
    expect(line).toMatchObject({ name: "simplex-bot", time: expect.any(Number) as number })
  }
  expect(lines[3]).toMatchObject({ error: "Error", itemId: expect.any(Number) as number })
  expect(out).not.toMatch(/hunter2|password|alice|https?:|simplex:|smp:/)
})

test("a level leaves out what is below it, and debug has what was thrown", async () => {
  const error = (await node([fixture, "error"])).out
  expect(error.trimEnd().split("\n")).toHaveLength(1)
  expect(error).not.toContain("hunter2")
  expect((await node([fixture, "silent"])).out).toBe("")
  expect((await node([fixture, "debug"])).out).toContain("hunter2")
})
