/** Rates and times, measured in turns so that a busy moment of the machine hits every candidate. */

/** Figures of one run, by name. */
export type Figures = Readonly<Record<string, number>>

/** Runs each candidate `rounds` times, in turns, and returns the figures of each run. */
export async function inTurns<N extends string, F extends Figures>(
  rounds: number,
  candidates: Record<N, () => Promise<F>>,
): Promise<Record<N, F[]>> {
  const names = Object.keys(candidates) as N[]
  const results = Object.fromEntries(names.map((name) => [name, [] as F[]])) as Record<N, F[]>
  for (const name of names) await candidates[name]() // to warm up
  for (let round = 0; round < rounds; round++)
    for (const name of names) results[name].push(await candidates[name]())
  return results
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** What `work` took, for `count` of something. */
export async function measured(
  count: number,
  work: () => Promise<void> | void,
): Promise<{ ms: number; perSecond: number; cpuUs: number; switches: number }> {
  const [switchesBefore, cpuBefore, started] = [switches(), process.cpuUsage(), performance.now()]
  await work()
  const ms = performance.now() - started
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    ms,
    perSecond: (1_000 * count) / ms,
    cpuUs: (user + system) / count,
    switches: (switches() - switchesBefore) / count,
  }
}

/** Context switches of this process, as the system counts them. */
function switches(): number {
  const { voluntaryContextSwitches, involuntaryContextSwitches } = process.resourceUsage()
  return voluntaryContextSwitches + involuntaryContextSwitches
}

/** Makes `count` calls, at most `width` in flight. */
export async function calls(
  count: number,
  width: number,
  call: () => Promise<unknown>,
): Promise<void> {
  for (let made = 0; made < count; made += width)
    await Promise.all(Array.from({ length: Math.min(width, count - made) }, call))
}
