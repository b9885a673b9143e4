import { median, type Figures } from "./measure.ts"

export interface Row {
  readonly what: string
  readonly ours: string
  readonly other: string
  readonly ratio: number
  readonly goal: string
  readonly met: boolean
}

export type Goal = { readonly least: number } | { readonly most: number }

/** What one section found. */
export class Report {
  readonly rows: Row[] = []
  readonly notes: string[] = []

  /**
   * A line of the table. The ratio is the median of those of the pairs: runs that follow each other
   * meet the same machine.
   *
   * @param goal the least, or the most, that the ratio may be
   */
  compare<F extends Figures>(
    what: string,
    [ours, other]: readonly [readonly F[], readonly F[]],
    [figure, unit]: readonly [keyof F & string, string],
    goal: Goal,
  ): void {
    const ratios = ours.map((run, i) => (run[figure] ?? NaN) / (other[i]?.[figure] ?? NaN))
    const shown = (runs: readonly F[]) => show(median(runs.map((run) => run[figure] ?? NaN)), unit)
    this.add(what, [shown(ours), shown(other)], median(ratios), goal)
  }

  add(what: string, [ours, other]: readonly [string, string], ratio: number, goal: Goal): void {
    const isLeast = "least" in goal
    const met = isLeast ? ratio >= goal.least : ratio <= goal.most
    const text = isLeast ? `>= ${goal.least}` : `<= ${goal.most}`
    this.rows.push({ what, ours, other, ratio, goal: text, met })
  }

  note(text: string): void {
    this.notes.push(text)
  }
}

export const show = (value: number, unit: string): string =>
  `${value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2)} ${unit}`

export function table(rows: readonly Row[]): string {
  const cells = [
    ["", "core-ffi", "compared with", "ratio", "goal", ""],
    ...rows.map(({ what, ours, other, ratio, goal, met }) => {
      return [what, ours, other, ratio.toFixed(2), goal, met ? "met" : "MISSED"]
    }),
  ]
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((c) => c[i]?.length ?? 0)))
  return cells.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")).join("\n")
}
