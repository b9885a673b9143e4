// Stryker's plugin for `--sample`: a checker is what Stryker asks about each mutant before it runs tests.
// (An ignorer decides about whole branches of the syntax tree instead, and so would favour some mutants.)

import { type CheckResult, CheckStatus } from "@stryker-mutator/api/check"
import type { Mutant } from "@stryker-mutator/api/core"
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin"
import { inSample, parseSample } from "./sample.ts"

const sample = parseSample(process.env["MUTATION_SAMPLE"] ?? "1")
const folder = process.cwd()

// CompileError is the only refusal that checkers have. Scores leave such mutants out.
const refused = {
  status: CheckStatus.CompileError,
  reason: `not in sample ${sample.number} of ${sample.count}`,
} as const

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Checker, "sample", {
    init: () => Promise.resolve(),
    group: (mutants: Mutant[]) => Promise.resolve([mutants.map(({ id }) => id)]),
    check: (mutants: Mutant[]): Promise<Record<string, CheckResult>> =>
      Promise.resolve(
        Object.fromEntries(
          mutants.map((mutant) => [
            mutant.id,
            inSample(sample, folder, mutant) ? { status: CheckStatus.Passed } : refused,
          ]),
        ),
      ),
  }),
]
