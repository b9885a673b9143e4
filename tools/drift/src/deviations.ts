// Where we differ from the reference on purpose.

import type { Difference } from "./compare.ts"

/** A difference that is wanted, exactly as `compare` reports it, and why. */
export interface Deviation extends Difference {
  readonly reason: string
}

/** What is left of the differences, and the deviations that are no longer there. */
export interface Sorted {
  readonly drift: Difference[]
  readonly explained: Deviation[]
  /** Entries to be taken off the list, or to be looked at anew. */
  readonly stale: Deviation[]
}

/** Separates drift from intentional deviations. Each deviation explains one difference, equal in every part. */
export function sortOut(
  differences: readonly Difference[],
  deviations: readonly Deviation[],
): Sorted {
  const found = new Set(differences.map(idOf))
  const wanted = new Set(deviations.map(idOf))
  return {
    drift: differences.filter((difference) => !wanted.has(idOf(difference))),
    explained: deviations.filter((deviation) => found.has(idOf(deviation))),
    stale: deviations.filter((deviation) => !found.has(idOf(deviation))),
  }
}

function idOf({ at, what, ours, reference }: Difference): string {
  return JSON.stringify([at, what, ours, reference])
}
