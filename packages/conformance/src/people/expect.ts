import { ExpectationError } from "./expectation-error.ts"

/** Fails the scenario unless the condition holds. */
export function expect(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new ExpectationError(`expected that ${what}`, [])
}
