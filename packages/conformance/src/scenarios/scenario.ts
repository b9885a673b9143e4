import type { Ability, World } from "../worlds/world.ts"

/** Something that a world may do differently, with a name and a reason. */
export interface Tolerance {
  readonly name: string
  readonly reason: string
}

/** What people do, and what each of them must see of it. */
export interface Scenario {
  readonly name: string
  /** The parts of the recordings that it repeats: `b-direct/one-time links`. */
  readonly covers: readonly string[]
  readonly needs: readonly Ability[]
  readonly tolerates: readonly Tolerance[]
  readonly run: (world: World) => Promise<void>
}

export interface ScenarioOptions {
  readonly covers?: readonly string[]
  readonly needs?: readonly Ability[]
  readonly tolerates?: readonly Tolerance[]
}

/** Declares a scenario. */
export function scenario(
  name: string,
  { covers = [], needs = [], tolerates = [] }: ScenarioOptions,
  run: (world: World) => Promise<void>,
): Scenario {
  return { name, covers, needs, tolerates, run }
}
