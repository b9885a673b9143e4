import type { Outcome, Reported } from "./run.ts"

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

/** The report as a Markdown table, then what failed and what was tolerated. */
export function markdown(rows: readonly Row[], worlds: readonly string[]): string {
  const head = ["area", "scenario", ...worlds, "differences"]
  const lines = [row(head), row(head.map(() => "---"))]
  for (const one of rows) {
    const cells = worlds.map((world) => shown(one.outcomes[world]))
    lines.push(row([one.area, one.scenario, ...cells, differences(one, worlds)]))
  }
  const failures = rows.flatMap(({ scenario, outcomes }) =>
    worlds.flatMap((world) => {
      const outcome = outcomes[world]
      if (outcome?.result !== "failed") return []
      return [`## ${scenario} (${world})`, "", "```", outcome.error.message, "```", ""]
    }),
  )
  const reasons = new Map(
    rows.flatMap((one) => {
      const used = new Set(worlds.flatMap((world) => reported(one.outcomes[world]).tolerated ?? []))
      return one.tolerates.filter(({ name }) => used.has(name)).map((t) => [t.name, t.reason])
    }),
  )
  const tolerated = [...reasons].map(([name, reason]) => `- ${name}: ${reason}`)
  if (tolerated.length > 0) tolerated.unshift("## Tolerated", "")
  return `${[...lines, "", ...failures, ...tolerated].join("\n").trimEnd()}\n`
}

/** In what the worlds differ: results, tolerances that were needed, and what was counted. */
function differences({ outcomes }: Row, worlds: readonly string[]): string {
  const results = new Set(
    worlds.flatMap((world) => {
      const result = outcomes[world]?.result
      return result === undefined || result === "skipped" ? [] : [result]
    }),
  )
  const parts = results.size > 1 ? ["the results"] : []
  for (const world of worlds) {
    const { tolerated = [], figures = {} } = reported(outcomes[world])
    const counted = Object.entries(figures).map(([name, value]) => `${name}: ${value}`)
    if (tolerated.length + counted.length === 0) continue
    parts.push(`${world}: ${[...tolerated, ...counted].join(", ")}`)
  }
  return parts.join("; ")
}

function reported(outcome: Outcome | undefined): Partial<Reported> {
  return outcome === undefined || outcome.result === "skipped" ? {} : outcome
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
