#!/usr/bin/env node
// `pnpm mutate [PART ...] [--only GLOB] [--sample K/N]`: mutation runs with Stryker, which take minutes to hours.

import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { parts } from "./parts.ts"
import { run } from "./run.ts"
import { parseSample } from "./sample.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const usage = `Usage: pnpm mutate [PART ...] [--only GLOB] [--sample [K/]N]

Parts: ${Object.keys(parts).join(", ")}; all of them when absent. --only mutates only the sources that
match, relative to the package. --sample tries one mutant in N: the first sample of N, or the K-th; the
samples 1/N to N/N together try all. Build first: packages are tested against the builds of others.`

const percent = (count: number, of: number) => `${((100 * count) / Math.max(of, 1)).toFixed(1)} %`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: "string" }, sample: { type: "string" }, help: { type: "boolean" } },
  })
  const sample = values.sample === undefined ? undefined : parseSample(values.sample)
  const names = positionals.length > 0 ? positionals : Object.keys(parts)
  const unknown = names.find((name) => !Object.hasOwn(parts, name))
  if (unknown !== undefined) throw new RangeError(`there is no part ${unknown}`)
  if (values.help === true) console.log(usage)
  else
    for (const [name, part] of names.map((name) => [name, parts[name]] as const)) {
      if (part === undefined) continue
      const suffix = sample === undefined ? "" : `-${sample.number}-of-${sample.count}`
      const report = join(root, ".tools", "mutation", `${name}${suffix}`)
      const { mutants, covered, killed } = await run(root, part, {
        only: values.only,
        sample,
        report,
      })
      const drawn = sample === undefined ? "" : `, sample ${sample.number} of ${sample.count}`
      console.log(
        `${name}${drawn}: ${killed} of ${mutants} mutants killed (${percent(killed, mutants)}), ` +
          `${percent(killed, covered)} of the ${covered} that tests reach`,
      )
    }
} catch (error) {
  if (!(error instanceof RangeError) && !(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${usage}`)
  process.exitCode = 2
}
