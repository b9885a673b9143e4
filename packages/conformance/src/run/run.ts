import type { Scenario } from "../scenarios/scenario.ts"
import type { World } from "../worlds/world.ts"

/** What a run reports besides whether it passed. */
export interface Reported {
  readonly ms: number
  /** The names of tolerances that were needed. */
  readonly tolerated?: readonly string[]
  /** What was counted, by name. */
  readonly figures?: Readonly<Record<string, string>>
}

export type Outcome =
  | ({ readonly result: "passed" } & Reported)
  | ({ readonly result: "failed"; readonly error: Error } & Reported)
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
    const reported = (): Reported => {
      const { tolerated, figures } = world.notes
      return {
        ms: Math.round(performance.now() - start),
        ...(tolerated.size > 0 && { tolerated: [...tolerated] }),
        ...(figures.size > 0 && { figures: Object.fromEntries(figures) }),
      }
    }
    try {
      await scenario.run(world)
      checkDeclared(scenario, world)
      return { result: "passed", ...reported() }
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error))
      return { result: "failed", ...reported(), error: reason }
    }
  } finally {
    await world.close()
  }
}

/** A tolerance that is not declared would be in no report. */
function checkDeclared({ tolerates }: Scenario, { notes }: World): void {
  const missing = [...notes.asked].filter((asked) => !tolerates.some(({ name }) => name === asked))
  if (missing.length > 0) throw new Error(`the scenario does not declare: ${missing.join(", ")}`)
}
