import type { Scenario } from "../scenarios/scenario.ts"
import type { World } from "../worlds/world.ts"

export type Outcome =
  | { readonly result: "passed"; readonly ms: number }
  | { readonly result: "failed"; readonly ms: number; readonly error: Error }
  | { readonly result: "skipped"; readonly lacks: readonly string[] }

/** Runs a scenario in a world of its own, which is closed afterwards. */
export async function run(
  scenario: Scenario,
  open: (scenario: Scenario) => World,
): Promise<Outcome> {
  const world = open(scenario)
  try {
    const lacks = scenario.needs.filter((need) => !world.abilities.has(need))
    if (lacks.length > 0) return { result: "skipped", lacks }
    const start = performance.now()
    const ms = () => Math.round(performance.now() - start)
    try {
      await scenario.run(world)
      return { result: "passed", ms: ms() }
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error))
      return { result: "failed", ms: ms(), error: reason }
    }
  } finally {
    await world.close()
  }
}
