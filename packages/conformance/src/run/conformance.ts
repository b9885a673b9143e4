import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { areas } from "../scenarios/index.ts"
import { type Options, optionsOf, UsageError } from "./options.ts"
import { json, markdown, type Row, shown } from "./report.ts"
import { type Outcome, run } from "./run.ts"

type Print = (line: string) => void

/**
 * Runs what the command line asks for: a line for each scenario as it ends, then the table.
 *
 * @returns the exit code: 0, 1 when a scenario failed, 2 when the command line is wrong
 */
export async function conformance(
  args: readonly string[],
  print: Print,
  complain: Print,
): Promise<number> {
  try {
    const options = optionsOf(args)
    const names = options.worlds.map(({ name }) => name)
    const rows = await runAll(options, print)
    const report = markdown(rows, names)
    if (options.report !== undefined) {
      mkdirSync(options.report, { recursive: true })
      writeFileSync(join(options.report, "conformance.md"), report)
      writeFileSync(join(options.report, "conformance.json"), json(rows))
    }
    print(`\n${report}`)
    print(summary(rows))
    return resultsOf(rows).includes("failed") ? 1 : 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    complain(error.message)
    return 2
  }
}

async function runAll({ only, worlds }: Options, print: Print): Promise<Row[]> {
  const chosen = Object.entries(areas).flatMap(([area, scenarios]) =>
    scenarios
      .filter(({ name }) => only === undefined || `${area} ${name}`.includes(only))
      .map((scenario) => [area, scenario] as const),
  )
  if (chosen.length === 0)
    throw new UsageError(`--only ${JSON.stringify(only)}: no scenario has this in its area or name`)
  const rows: Row[] = []
  for (const [area, scenario] of chosen) {
    const outcomes: Record<string, Outcome> = {}
    for (const { name, open } of worlds) outcomes[name] = await run(scenario, open)
    const results = worlds.map(({ name }) => `${name} ${shown(outcomes[name])}`)
    print(`${area}: ${scenario.name}: ${results.join("; ")}`)
    rows.push({ area, scenario: scenario.name, outcomes, tolerates: scenario.tolerates })
  }
  return rows
}

function summary(rows: readonly Row[]): string {
  const results = resultsOf(rows)
  const count = (result: Outcome["result"]) => results.filter((one) => one === result).length
  return `${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`
}

function resultsOf(rows: readonly Row[]): Outcome["result"][] {
  return rows.flatMap(({ outcomes }) => Object.values(outcomes).map(({ result }) => result))
}
