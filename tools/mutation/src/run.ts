// A mutation run over one part.

import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { MutantResult } from "@stryker-mutator/api/core"
import { Stryker } from "@stryker-mutator/core"
import type { Part } from "./parts.ts"
import type { Sample } from "./sample.ts"

export interface RunOptions {
  /** Mutates only the sources that match, relative to the part's folder. */
  readonly only?: string | undefined
  /** All mutants when absent. */
  readonly sample?: Sample | undefined
  /** Where the reports go: this path with `.html` and `.json`. */
  readonly report: string
}

/** How many mutants of a run there were, and what became of them. */
export interface Score {
  readonly mutants: number
  /** Those that at least one test reaches. */
  readonly covered: number
  /** Those that a test noticed, or that made the tests hang. */
  readonly killed: number
}

const plugin = (name: string) => fileURLToPath(import.meta.resolve(name))
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Tests read files of other packages beside their own: the copy of the package gets them, too. */
function linkSiblings(temporary: string, packages: string): void {
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary)
  for (const name of readdirSync(packages))
    symlinkSync(join(packages, name), join(temporary, name), "junction")
}

/** Those outside of the sample, and ignored ones, whose code runs once per import, do not count. */
function scoreOf(results: readonly MutantResult[]): Score {
  const score = { mutants: 0, covered: 0, killed: 0 }
  for (const { status } of results) {
    const killed = status === "Killed" || status === "Timeout"
    if (!killed && status !== "Survived" && status !== "NoCoverage") continue
    score.mutants += 1
    if (status !== "NoCoverage") score.covered += 1
    if (killed) score.killed += 1
  }
  return score
}

/** Mutates a part, one change at a time, and runs the tests that reach the change. */
export async function run(root: string, part: Part, options: RunOptions): Promise<Score> {
  const { only, sample, report } = options
  const folder = join(root, part.folder)
  // Stryker, its runners and its checkers work in the current folder.
  process.chdir(folder)
  process.env["MUTATION_EXCLUDE"] = JSON.stringify(part.exclude)
  process.env["MUTATION_SKIP"] = (part.skip ?? []).join("|")
  if (sample !== undefined) process.env["MUTATION_SAMPLE"] = `${sample.number}/${sample.count}`
  const tempDirName = ".stryker-tmp"
  linkSiblings(tempDirName, join(folder, ".."))
  const results = await new Stryker({
    mutate: [
      ...(only === undefined ? part.mutate : [only]),
      "!**/*.test.ts",
      "!**/*.test-d.ts",
      "!**/gen/**",
    ],
    testRunner: "vitest",
    checkers: sample === undefined ? [] : ["sample"],
    plugins: [plugin("@stryker-mutator/vitest-runner"), here("sample-checker.ts")],
    vitest: { configFile: here("vitest.config.ts") },
    concurrency: 1,
    // A busy machine must not count as a test that noticed.
    timeoutMS: 20_000,
    timeoutFactor: 2,
    dryRunTimeoutMinutes: 30,
    reporters: ["progress-append-only", "clear-text", "html", "json"],
    clearTextReporter: { logTests: false, reportTests: false, reportMutants: false },
    htmlReporter: { fileName: `${report}.html` },
    jsonReporter: { fileName: `${report}.json` },
    tempDirName,
    ignorePatterns: ["bench", "dist"],
    // Types are what the compiler checks; here only the tests may judge.
    disableTypeChecks: true,
    // Code that runs once per import would need all tests again for each mutant.
    ignoreStatic: true,
    allowEmpty: true,
  }).runMutationTest()
  return scoreOf(results)
}
