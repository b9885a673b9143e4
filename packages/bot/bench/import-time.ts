// What importing costs in a new process, against importing grammY: medians, in turns.
import { execFileSync } from "node:child_process"

const program = (name: string) =>
  `const start = performance.now(); await import(${JSON.stringify(name)}); console.log(performance.now() - start)`

const measure = (name: string): number =>
  Number(
    execFileSync(process.execPath, ["--input-type=module", "-e", program(name)], {
      cwd: import.meta.dirname,
      encoding: "utf8",
    }),
  )

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** How long an import of the built package takes, as a share of grammY's. */
export function importRatio(rounds = 9): number {
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ours.push(measure("@simplex-chat/bot"))
    theirs.push(measure("grammy"))
  }
  return median(ours) / median(theirs)
}
