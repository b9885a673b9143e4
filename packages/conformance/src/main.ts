/**
 * Runs the scenarios in memory and, where a real core is given, there as well.
 *
 *     pnpm conformance [--only TEXT] [--report FOLDER] [--record FOLDER]
 *     pnpm conformance --lib FOLDER --smp ADDRESS --xftp ADDRESS [--processes] [--patience N]
 *                      [--smp-start COMMAND --smp-stop COMMAND]
 *
 * Exits with 1 when a scenario failed, with 2 on wrong options.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { optionsOf, UsageError } from "./run/options.ts"
import { json, markdown, type Row, shown } from "./run/report.ts"
import { run, type Outcome } from "./run/run.ts"
import { areas } from "./scenarios/index.ts"

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

async function main(): Promise<number> {
  const { only, report, worlds } = optionsOf(process.argv.slice(2))
  const rows: Row[] = []
  for (const [area, scenarios] of Object.entries(areas)) {
    for (const scenario of scenarios) {
      if (only !== undefined && !`${area} ${scenario.name}`.includes(only)) continue
      const outcomes: Record<string, Outcome> = {}
      for (const { name, open } of worlds) outcomes[name] = await run(scenario, open)
      const results = worlds.map(({ name }) => `${name} ${shown(outcomes[name])}`)
      console.log(`${area}: ${scenario.name}: ${results.join("; ")}`)
      rows.push({ area, scenario: scenario.name, outcomes, tolerates: scenario.tolerates })
    }
  }
  const names = worlds.map(({ name }) => name)
  if (report !== undefined) {
    mkdirSync(report, { recursive: true })
    writeFileSync(join(report, "conformance.md"), markdown(rows, names))
    writeFileSync(join(report, "conformance.json"), json(rows))
  }
  return summary(rows)
}

function summary(rows: readonly Row[]): number {
  const outcomes = rows.flatMap((row) => Object.values(row.outcomes))
  const count = (result: Outcome["result"]) => outcomes.filter((o) => o.result === result).length
  console.log(`\n${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`)
  for (const { scenario, outcomes: byWorld } of rows) {
    for (const [world, outcome] of Object.entries(byWorld)) {
      if (outcome.result === "failed")
        console.log(`\n${scenario} (${world}): ${outcome.error.message}`)
    }
  }
  return count("failed") > 0 || rows.length === 0 ? 1 : 0
}
