// One of N disjoint samples of the mutants, so that a part is judged in a fraction of its time.

import { createHash } from "node:crypto"
import { relative } from "node:path"
import type { Mutant } from "@stryker-mutator/api/core"

/** The sample `number` of the `count` into which all mutants are divided. */
export interface Sample {
  /** From 1 to `count`. */
  readonly number: number
  readonly count: number
}

/**
 * Reads `N` (the first of N samples) or `K/N` (the K-th of them).
 *
 * @throws {RangeError} for anything else
 */
export function parseSample(text: string): Sample {
  const [, first, second] = /^(?:([1-9]\d{0,5})\/)?([1-9]\d{0,5})$/.exec(text) ?? []
  const number = Number(first ?? 1)
  const count = Number(second)
  if (second === undefined || number > count)
    throw new RangeError(`--sample takes N, or K/N with K from 1 to N, and got ${text}`)
  return { number, count }
}

/**
 * Whether a mutant belongs to a sample. A hash of what was changed decides, so that a run can be
 * repeated, and runs of different samples of the same sources add up to a run of everything.
 */
export function inSample(
  { number, count }: Sample,
  folder: string,
  { fileName, location, mutatorName, replacement }: Mutant,
): boolean {
  const { start, end } = location
  const file = relative(folder, fileName).replaceAll("\\", "/")
  const change = [file, start.line, start.column, end.line, end.column, mutatorName, replacement]
  const hash = createHash("sha256").update(JSON.stringify(change)).digest().readUInt32BE(0)
  return hash % count === number - 1
}
