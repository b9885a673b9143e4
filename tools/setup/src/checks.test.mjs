import { expect, test } from "vitest"
import { missingSteps, stepsOf } from "./checks.mjs"
import { countTests } from "./test-counts.mjs"
import { summaryOf } from "./summary.mjs"

const LOGS = new Map([
  ["types.log", " Tests  2 passed (2)"],
  ["hlint.log", "> hlint\nskipped: hlint 3.3.6 is wanted, here is none\n"],
])

/** @param {Partial<import("./checks.mjs").TurboTask>} task */
const steps = (task) =>
  stepsOf(
    JSON.stringify({ tasks: [{ taskId: "@simplex-chat/types#test", command: "vitest", ...task }] }),
    (path) => LOGS.get(path) ?? "",
  )

/** @param {number | null} exitCode */
const ran = (exitCode) => ({ startTime: 1_000, endTime: 3_500, exitCode })

test("a task that turbo ran is a step with its time and its tests", () => {
  expect(steps({ execution: ran(0), logFile: "types.log" })).toEqual([
    { name: "@simplex-chat/types  test", result: "ok", ms: 2_500, note: "2 passed, 0 failed" },
  ])
})

test("a task from turbo's cache says so and has no time", () => {
  const [step] = steps({ execution: ran(0), cache: { status: "HIT" } })
  expect(step).toMatchObject({ result: "ok", ms: 0, note: "unchanged since last time" })
})

test("a task that could not judge here is skipped, not passed", () => {
  const [step] = steps({ execution: ran(0), logFile: "hlint.log" })
  expect(step).toMatchObject({
    result: "skipped",
    note: "hlint 3.3.6 is wanted, here is none",
  })
  expect(steps({ execution: ran(1), logFile: "hlint.log" })[0]?.result).toBe("failed")
})

test.each([
  ["it failed", { execution: ran(2), logFile: "other.log" }, "see other.log"],
  ["it was killed", { execution: ran(null) }, ""],
  ["it was never started", {}, ""],
])("a step has failed when %s", (_reason, task, note) => {
  expect(steps(task)[0]).toMatchObject({ result: "failed", note })
})

test("a task that turbo planned, and was stopped before, has failed", () => {
  const planned = (/** @type {string[]} */ ...ids) =>
    JSON.stringify({ tasks: ids.map((taskId) => ({ taskId, command: "vitest" })) })
  const right = steps({ execution: ran(0), logFile: "types.log" })
  expect(
    missingSteps(planned("@simplex-chat/types#test", "@simplex-chat/api#test"), right),
  ).toEqual([
    { name: "@simplex-chat/api  test", result: "failed", ms: 0, note: "turbo ended before it" },
  ])
  expect(missingSteps(planned("@simplex-chat/types#test"), right)).toEqual([])
})

test("a verb that a package lacks is no step", () => {
  expect(steps({ command: "<NONEXISTENT>" })).toEqual([])
})

test.each([
  ["vitest, all well", " Test Files  3 passed (3)\n      Tests  35 passed (35)", [35, 0]],
  ["vitest, some failed", "      Tests  2 failed | 33 passed (35)", [33, 2]],
  ["vitest, all failed", "      Tests  2 failed (2)", [0, 2]],
  ["vitest, in colours", "\u001b[2m      Tests \u001b[22m \u001b[32m5 passed\u001b[39m", [5, 0]],
  ["hspec", "Finished in 0.1 seconds\n120 examples, 3 failures\n", [117, 3]],
  ["node:test", "ℹ tests 3\nℹ pass 2\nℹ fail 1", [2, 1]],
  ["two runners", "1 example, 0 failures\n   Tests  4 passed (4)", [5, 0]],
])("tests are counted in the closing lines of %s", (_runner, log, [passed, failed]) => {
  expect(countTests(log)).toEqual({ passed, failed })
})

test("a log without such a line counts no tests", () => {
  expect(countTests("Tests are fun\nall 3 passed")).toBeUndefined()
})

test("the summary has a line per step and ends with the plain count", () => {
  const text = summaryOf([
    { name: "a  build", result: "ok", ms: 1_234, note: "" },
    { name: "a  lint", result: "ok", ms: 0, note: "unchanged since last time" },
    { name: "longer  test", result: "failed", ms: 65_000, note: "see longer.log" },
  ])
  expect(text.split("\n")).toEqual([
    "",
    "a  build      ok         1.2 s",
    "a  lint       ok                unchanged since last time",
    "longer  test  failed      65 s  see longer.log",
    "",
    "2 passed, 1 failed",
  ])
})

test("skipped steps are counted apart", () => {
  const step = { name: "a  lint", ms: 0, note: "" }
  expect(summaryOf([{ ...step, result: "skipped" }])).toMatch(/\n0 passed, 0 failed, 1 skipped$/)
})
