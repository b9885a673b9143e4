import type { Scenario } from "../scenarios/scenario.ts"

/** One row for each part of the recordings, with the scenarios that repeat it. */
export function partsTable(
  parts: Readonly<Record<string, readonly string[]>>,
  scenarios: readonly Scenario[],
  knownFailures: Readonly<Record<string, string>>,
): string {
  const rows = Object.entries(parts).flatMap(([file, names]) =>
    names.flatMap((name) => {
      const covering = scenarios.filter(({ covers }) => covers.includes(`${file}/${name}`))
      return covering.map((scenario) => [
        file,
        name,
        scenario.name,
        scenario.name in knownFailures ? "not yet" : "yes",
        "unknown",
      ])
    }),
  )
  const head = ["recording", "part", "scenario", "in memory", "real core"]
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n")
}
