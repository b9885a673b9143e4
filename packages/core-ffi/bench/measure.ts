/** Rates and times, measured in turns so that a busy moment of the machine hits every candidate. */

export type Candidate = () => Promise<number>

/** Runs each candidate so many times, in turns, and returns the median of what each returned. */
export async function inTurns<N extends string>(
  rounds: number,
  candidates: Record<N, Candidate>,
): Promise<Record<N, number>> {
  const names = Object.keys(candidates) as N[]
  const results = Object.fromEntries(names.map((n) => [n, [] as number[]])) as Record<N, number[]>
  for (const name of names) await candidates[name]() // to warm up
  for (let round = 0; round < rounds; round++)
    for (const name of names) results[name].push(await candidates[name]())
  return Object.fromEntries(names.map((n) => [n, median(results[n])])) as Record<N, number>
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** How many of something were done in a second. */
export async function perSecond(count: number, run: () => Promise<void> | void): Promise<number> {
  return (1_000 * count) / (await milliseconds(run))
}

export async function milliseconds(run: () => Promise<void> | void): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}

export interface Row {
  readonly what: string
  readonly ours: string
  readonly other: string
  readonly ratio: number
  readonly goal: string
  readonly met: boolean
}

export function table(rows: readonly Row[]): string {
  const cells = [
    ["", "core-ffi", "compared with", "ratio", "goal", ""],
    ...rows.map((r) => [
      r.what,
      r.ours,
      r.other,
      r.ratio.toFixed(2),
      r.goal,
      r.met ? "met" : "MISSED",
    ]),
  ]
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((c) => c[i]?.length ?? 0)))
  return cells.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")).join("\n")
}
