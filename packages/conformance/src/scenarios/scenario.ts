import type { Tolerance } from "../notes/notes.ts"
import { Stage } from "../stage/stage.ts"
import type { Ability, World } from "../worlds/world.ts"

/** What people do, and what each of them must see. */
export interface Scenario {
  readonly name: string
  /** The parts of the recordings that it repeats: `b-direct/one-time links`. */
  readonly covers: readonly string[]
  readonly needs: readonly Ability[]
  readonly tolerates: readonly Tolerance[]
  /** `any` when people of the test kit can play it, too. */
  readonly people: "any" | "driven"
  readonly run: (world: World) => Promise<void>
}

export interface ScenarioOptions {
  readonly covers?: readonly string[]
  readonly needs?: readonly Ability[]
  readonly tolerates?: readonly Tolerance[]
}

/** Declares a scenario of people who drive their cores themselves. */
export function scenario(
  name: string,
  { covers = [], needs = [], tolerates = [] }: ScenarioOptions,
  run: (world: World) => Promise<void>,
): Scenario {
  return { name, covers, needs, tolerates, people: "driven", run }
}

/** Declares a scenario of a bot and people around it, who may be of the test kit. */
export function botScenario(
  name: string,
  { needs = [], tolerates = [] }: Omit<ScenarioOptions, "covers">,
  play: (stage: Stage) => Promise<void>,
): Scenario {
  const run = async (world: World) => {
    const stage = new Stage(world)
    try {
      await play(stage)
    } finally {
      await stage.clear()
    }
  }
  return { name, covers: [], needs, tolerates, people: "any", run }
}
