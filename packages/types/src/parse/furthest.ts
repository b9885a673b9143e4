import type { Problem } from "../validate/problem.ts"

/** The furthest place that reading a text reached, and what was expected there. */
export class Furthest {
  position = 0
  /** The last parameter that was wanted there: optional ones come before required ones. */
  parameter: string | undefined
  problem: Problem | undefined
  readonly #expected = new Set<string>()

  /** Records that `expected` was not found at `position`. */
  record(position: number, expected: string, parameter?: string, problem?: Problem): void {
    if (position < this.position) return
    if (position > this.position) this.#expected.clear()
    this.position = position
    this.parameter = parameter
    this.problem = problem
    this.#expected.add(expected)
  }

  get expected(): string {
    return [...this.#expected].join(" or ")
  }
}
