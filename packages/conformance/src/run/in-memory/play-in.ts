import { describe, expect, test } from "vitest"
import { run } from "../run.ts"
import { type MemoryKind, MemoryWorld } from "../../worlds/memory.ts"
import { areas } from "../../scenarios/index.ts"
import { knownFailures } from "../../scenarios/known-failures.ts"
import type { Scenario } from "../../scenarios/scenario.ts"

/** Makes a test of each scenario that can be played in this kind of memory. */
export function playIn(kind: MemoryKind): void {
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
      const outcome = await run(scenario, () => open(expected === "failed" ? 300 : 20_000))
      if (outcome.result === "failed" && expected === "passed") throw outcome.error
      expect(outcome.result).toBe(expected)
    })
  })
}
