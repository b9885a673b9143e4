import { expect } from "../people/expect.ts"

/** Something that a world may do differently, with a name and a reason. */
export interface Tolerance {
  readonly name: string
  readonly reason: string
}

/** What a run of a scenario reports besides whether it passed. */
export class Notes {
  /** Tolerances that were needed, by name. */
  readonly tolerated = new Set<string>()
  /** What was counted, such as messages lost, by name. */
  readonly figures = new Map<string, string>()
  /** Tolerances that were asked for, needed or not, by name. */
  readonly asked = new Set<string>()
  readonly #isExact: boolean

  /** @param isExact whether the world must do exactly what scenarios say: no tolerance applies */
  constructor(isExact: boolean) {
    this.#isExact = isExact
  }

  /**
   * Expects that something is so. A real core may do otherwise, which the report then says.
   *
   * @throws {ExpectationError} when it is not, in a world that is exact
   */
  tolerate(tolerance: Tolerance, isSo: boolean, what: string): void {
    this.asked.add(tolerance.name)
    if (this.#isExact) expect(isSo, what)
    else if (!isSo) this.tolerated.add(tolerance.name)
  }

  /** Adds a figure to the report. */
  figure(name: string, value: string): void {
    this.figures.set(name, value)
  }
}
