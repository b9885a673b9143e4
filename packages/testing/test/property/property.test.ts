import fc from "fast-check"
import { expect, test } from "vitest"
import { run } from "./run.ts"
import { anySteps } from "./steps.ts"

/** Runs that showed a fault once, or notice one that is made on purpose. */
const telling = [95_029, 285_085, 427_627, 578_088, 6_164_093, 10_194_864, 20_348_436]

/**
 * Which runs: the same ones in every test run; as many random ones as RUNS says (500 when absent)
 * under `pnpm stress`; or the one of SEED, to repeat it.
 */
function seeds(): number[] {
  const { SEED, STRESS, RUNS } = process.env
  if (SEED !== undefined) return [Number(SEED)]
  if (STRESS === undefined) return [...telling, ...Array.from({ length: 14 }, (_, n) => n + 1)]
  return Array.from({ length: Number(RUNS ?? 500) }, () => Math.floor(Math.random() * 2 ** 31))
}

/** What goes wrong in a run, by as few steps as show it; nothing where all is well. */
async function failure(seed: number): Promise<string> {
  const property = fc.asyncProperty(anySteps, (steps) => run(seed, steps))
  const found = await fc.check(property, { seed, numRuns: 1 })
  if (!found.failed) return ""
  const [steps = []] = found.counterexample ?? []
  const error = found.errorInstance as Error & { expected?: unknown; actual?: unknown }
  const shown = [{ is: error.actual, expected: error.expected }, ...steps]
  return [`SEED=${seed}: ${error.message}`, ...shown.map((one) => JSON.stringify(one))].join("\n")
}

test(
  "whatever people do and whatever goes wrong, all sides see the same in the end",
  { timeout: 3_600_000 },
  async () => {
    for (const seed of seeds()) expect(await failure(seed)).toBe("")
  },
)
