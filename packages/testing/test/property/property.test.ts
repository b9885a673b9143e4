import fc from "fast-check"
import { test } from "vitest"
import { run } from "./run.ts"
import { anySteps } from "./steps.ts"

/**
 * Which runs: these in every test run, so that it is the same one every time; as many random ones as
 * RUNS says (500 when absent) under `pnpm stress`; or the one of SEED, to repeat it.
 */
function seeds(): number[] {
  const { SEED, STRESS, RUNS } = process.env
  if (SEED !== undefined) return [Number(SEED)]
  if (STRESS === undefined) return Array.from({ length: 24 }, (_, n) => n + 1)
  return Array.from({ length: Number(RUNS ?? 500) }, () => Math.floor(Math.random() * 2 ** 31))
}

test(
  "whatever people do and whatever goes wrong, all sides see the same in the end",
  { timeout: 3_600_000 },
  async () => {
    for (const seed of seeds()) {
      const property = fc.asyncProperty(anySteps, (steps) => run(seed, steps))
      const found = await fc.check(property, { seed, numRuns: 1 })
      if (!found.failed) continue
      const [steps = []] = found.counterexample ?? []
      const shown = steps.map((step) => JSON.stringify(step)).join("\n")
      const error = found.errorInstance as Error
      throw new Error(`with SEED=${seed}: ${error.message}\n${shown}`, { cause: error })
    }
  },
)
