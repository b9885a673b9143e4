import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { run } from "../run/run.ts"
import { partsTable } from "../run/table.ts"
import { MemoryWorld } from "../worlds/memory.ts"
import { areas } from "./index.ts"
import { knownFailures } from "./known-failures.ts"
import { parts } from "./parts.ts"
import type { Scenario } from "./scenario.ts"

const kinds = ["plain", "test kit", "unruly"] as const
const all = Object.values(areas).flat()

describe.each(kinds)("memory, %s", (kind) => {
  const open = (timeoutMs?: number) => new MemoryWorld({ kind, seed: 7, timeoutMs })
  const { abilities } = open()
  // People of the test kit have no `ChatApi`; processes are killed in one of the worlds only.
  const plays = ({ people, needs }: Scenario) =>
    (kind !== "test kit" || people === "any") && needs.every((need) => abilities.has(need))

  const played = Object.entries(areas)
    .map(([area, scenarios]) => [area, scenarios.filter(plays)] as const)
    .filter(([, scenarios]) => scenarios.length > 0)

  describe.each(played)("%s", (_area, scenarios) => {
    test.each(scenarios.map((one) => [one.name, one] as const))("%s", async (name, scenario) => {
      const expected = name in knownFailures ? "failed" : "passed"
      const outcome = await run(scenario, () => open(expected === "failed" ? 300 : undefined))
      if (outcome.result === "failed" && expected === "passed") throw outcome.error
      expect(outcome.result).toBe(expected)
    })
  })
})

test("each part of the recordings has a scenario, and each scenario names parts that exist", () => {
  const recorded = Object.entries(parts).flatMap(([file, names]) =>
    names.map((name) => `${file}/${name}`),
  )
  const covered = new Set(all.flatMap(({ covers }) => covers))
  expect(recorded.filter((part) => !covered.has(part))).toEqual([])
  expect([...covered].filter((part) => !recorded.includes(part))).toEqual([])
})

test("no two scenarios have one name, and known failures are scenarios", () => {
  const names = all.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(Object.keys(knownFailures).filter((name) => !names.includes(name))).toEqual([])
})

test("the README's table is up to date", () => {
  const rows = (text: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .filter((cells) => !cells.some((cell) => cell.startsWith("--")))
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")
  const written = readme.slice(readme.indexOf("<!-- Written by"))
  expect(rows(written)).toEqual(rows(partsTable(parts, all, knownFailures)))
})
