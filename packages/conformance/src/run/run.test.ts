import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { Notes } from "../notes/notes.ts"
import { scenario } from "../scenarios/scenario.ts"
import { MemoryWorld } from "../worlds/memory.ts"
import { conformance } from "./conformance.ts"
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
      "| area | scenario | memory | real core | differences |",
      "| --- | --- | --- | --- | --- |",
      "| direct | a text arrives | passed (3 ms) | failed (30000 ms) | the results |",
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

test("it names what was tolerated with its reason, and what was counted", () => {
  const rows = [
    {
      area: "bots",
      scenario: "restarts",
      tolerates: [{ name: "lost in the core", reason: "an agent forgets" }],
      outcomes: {
        memory: { result: "passed", ms: 3, figures: { lost: "0 of 9" } },
        "real core": {
          result: "passed",
          ms: 9,
          tolerated: ["lost in the core"],
          figures: { lost: "1 of 9" },
        },
      },
    },
  ] as const
  const report = markdown(rows, ["memory", "real core"])
  expect(report).toContain("| memory: lost: 0 of 9; real core: lost in the core, lost: 1 of 9 |")
  expect(report).toContain("## Tolerated\n\n- lost in the core: an agent forgets\n")
})

test("a tolerance counts where a world is not exact, and nowhere else", () => {
  const tolerance = { name: "late", reason: "it is far away" }
  const [exact, real] = [new Notes(true), new Notes(false)]
  expect(() => exact.tolerate(tolerance, false, "it is in time")).toThrow("it is in time")
  real.tolerate(tolerance, true, "it is in time")
  expect([...real.tolerated]).toEqual([])
  real.tolerate(tolerance, false, "it is in time")
  expect([...real.tolerated]).toEqual(["late"])
})

test("the command runs what is asked for, and writes the table and the report", async () => {
  const folder = mkdtempSync(join(tmpdir(), "conformance-report-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const lines: string[] = []
  const args = ["--only", "a user is created", "--report", folder, "--record", folder]
  const code = await conformance(args, (line) => lines.push(line), throwing)
  expect(code).toBe(0)
  expect(lines.at(-1)).toBe("1 passed, 0 failed, 0 skipped")
  expect(lines.at(-2)).toContain("| firstRun | a user is created and active | passed (")
  expect(readFileSync(join(folder, "conformance.md"), "utf8").trim()).toBe(lines.at(-2)?.trim())
  expect(JSON.parse(readFileSync(join(folder, "conformance.json"), "utf8"))).toMatchObject([
    { scenario: "a user is created and active", outcomes: { memory: { result: "passed" } } },
  ])
  expect(existsSync(join(folder, "a-user-is-created-and-active.jsonl"))).toBe(true)
})

test("the workflow calls the command with options that it has", () => {
  const workflow = readFileSync(
    new URL("../../../../.github/workflows/real-core.yml", import.meta.url),
    "utf8",
  )
  const call = /pnpm --silent conformance ((?:.*\\\n)*.*)/.exec(workflow)?.[1] ?? ""
  const named = [...call.matchAll(/--([a-z-]+)(?: ("[^"]*"|[^-\s\\]\S*))?/g)]
  const args = named.flatMap(([, name = "", value]) => [
    `--${name}`,
    ...(value === undefined ? [] : [value]),
  ])
  expect(args).toContain("--smp-stop")
  expect(optionsOf(args).worlds.map(({ name }) => name)).toEqual(["memory", "real core"])
})

test("a scenario that fails makes the exit code 1; one that does not exist, 2", async () => {
  // A library that is not there: the scenario passes in memory, and fails on the real core.
  const real = [
    "--lib",
    "/no/such/folder",
    "--smp",
    "smp://a@127.0.0.1",
    "--xftp",
    "xftp://b@127.0.0.1",
  ]
  const lines: string[] = []
  const only = ["--only", "a user is created"]
  expect(await conformance([...real, ...only], (line) => lines.push(line), throwing)).toBe(1)
  expect(lines.at(-1)).toBe("1 passed, 1 failed, 0 skipped")
  const complaints: string[] = []
  const wrong = ["--only", "no scenario has this name"]
  expect(await conformance(wrong, throwing, (line) => complaints.push(line))).toBe(2)
  expect(complaints.join()).toMatch(/^--only "no scenario has this name"/)
})

const throwing = (line: string) => {
  throw new Error(line)
}

test.each([
  [["--lib", "libs"], "--smp"],
  [["--smp", "smp://a@b"], "--lib"],
  [["--lib", "l", "--smp", "s", "--xftp", "x", "--patience", "no"], "--patience"],
  [["--latency", "-1"], "--latency"],
  [["--libs", "x"], "--libs"],
])("wrong options %j are refused", (args, named) => {
  expect(() => optionsOf(args)).toThrow(UsageError)
  expect(() => optionsOf(args)).toThrow(named)
})
