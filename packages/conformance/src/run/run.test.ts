import { expect, test } from "vitest"
import { scenario } from "../scenarios/scenario.ts"
import { MemoryWorld } from "../worlds/memory.ts"
import { markdown } from "./report.ts"
import { optionsOf, UsageError } from "./options.ts"
import { run } from "./run.ts"

const memory = () => new MemoryWorld({ timeoutMs: 50 })

test("what a person does not see fails the scenario, with what was seen instead", async () => {
  const silent = scenario("silence", {}, async (world) => {
    const alice = await world.person("alice")
    const notes = await alice.group("notes")
    await notes.say("to myself")
    await notes.sees("an answer")
  })
  const outcome = await run(silent, memory)
  expect(outcome).toMatchObject({
    result: "failed",
    error: { message: expect.stringContaining('sndMsgContent "to myself"') as string },
  })
})

test("a scenario is skipped where the world lacks what it needs", async () => {
  const world = { abilities: new Set(), close: () => Promise.resolve() }
  const needy = scenario("needy", { needs: ["kill"] }, () => Promise.reject(new Error("ran")))
  const outcome = await run(needy, () => world as unknown as MemoryWorld)
  expect(outcome).toEqual({ result: "skipped", lacks: ["kill"] })
})

test("the report has a row for each scenario and a section for each failure", () => {
  const error = new Error("no message in @4")
  const rows = [
    {
      area: "direct",
      scenario: "a text arrives",
      tolerates: [],
      outcomes: {
        memory: { result: "passed", ms: 3 },
        "real core": { result: "failed", ms: 30_000, error },
      },
    },
  ] as const
  expect(markdown(rows, ["memory", "real core"])).toBe(
    [
      "| area | scenario | memory | real core |",
      "| --- | --- | --- | --- |",
      "| direct | a text arrives | passed (3 ms) | failed (30000 ms) |",
      "",
      "## a text arrives (real core)",
      "",
      "```",
      "no message in @4",
      "```",
      "",
    ].join("\n"),
  )
})

test.each([
  [["--lib", "libs"], "--smp"],
  [["--smp", "smp://a@b"], "--lib"],
  [["--lib", "l", "--smp", "s", "--xftp", "x", "--patience", "no"], "--patience"],
  [["--libs", "x"], "--libs"],
])("wrong options %j are refused", (args, named) => {
  expect(() => optionsOf(args)).toThrow(UsageError)
  expect(() => optionsOf(args)).toThrow(named)
})
