import { ExpectationError } from "./expectation-error.ts"

/**
 * Fails the scenario unless the condition holds.
 *
 * @throws {ExpectationError} when it does not hold
 */
export function expect(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new ExpectationError(`expected that ${what}`, [])
}
