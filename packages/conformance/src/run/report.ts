import type { Outcome } from "./run.ts"

/** One scenario in the worlds in which it ran. */
export interface Row {
  readonly area: string
  readonly scenario: string
  readonly outcomes: Readonly<Record<string, Outcome>>
  /** Tolerances by name, with their reasons. */
  readonly tolerates: readonly { readonly name: string; readonly reason: string }[]
}

/** `passed`, `failed`, or why it was skipped. */
export function shown(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "not run"
  return outcome.result === "skipped"
    ? `skipped: needs ${outcome.lacks.join(", ")}`
    : `${outcome.result} (${outcome.ms} ms)`
}

/** The report as a Markdown table, then what failed. */
export function markdown(rows: readonly Row[], worlds: readonly string[]): string {
  const head = ["area", "scenario", ...worlds]
  const lines = [row(head), row(head.map(() => "---"))]
  for (const { area, scenario, outcomes } of rows) {
    lines.push(row([area, scenario, ...worlds.map((world) => shown(outcomes[world]))]))
  }
  const failures = rows.flatMap(({ scenario, outcomes }) =>
    worlds.flatMap((world) => {
      const outcome = outcomes[world]
      if (outcome?.result !== "failed") return []
      return [`## ${scenario} (${world})`, "", "```", outcome.error.message, "```", ""]
    }),
  )
  return `${[...lines, "", ...failures].join("\n").trimEnd()}\n`
}

/** The report as data, for tools. */
export function json(rows: readonly Row[]): string {
  const plain = rows.map(({ outcomes, ...rest }) => ({
    ...rest,
    outcomes: Object.fromEntries(
      Object.entries(outcomes).map(([world, outcome]) => [world, plainOutcome(outcome)]),
    ),
  }))
  return `${JSON.stringify(plain, undefined, 2)}\n`
}

function plainOutcome(outcome: Outcome): object {
  if (outcome.result !== "failed") return outcome
  return { ...outcome, error: outcome.error.message }
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`
}
