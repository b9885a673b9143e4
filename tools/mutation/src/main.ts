#!/usr/bin/env node
// `pnpm mutate [PART ...] [--only GLOB]`: mutation runs with Stryker, which take minutes to hours.

import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { Stryker } from "@stryker-mutator/core"
import { parts } from "./parts.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const usage = `Usage: pnpm mutate [PART ...] [--only GLOB]

Parts: ${Object.keys(parts).join(", ")}; all of them when absent. --only mutates only the sources that
match, relative to the package. Build first: packages are tested against the builds of others.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, help: { type: "boolean" } },
})
const names = positionals.length > 0 ? positionals : Object.keys(parts)
for (const name of names) {
  const part = parts[name]
  if (part === undefined || values.help === true) {
    console.log(usage)
    process.exitCode = values.help === true ? 0 : 2
    break
  }
  process.chdir(join(root, part.folder))
  process.env["MUTATION_EXCLUDE"] = part.exclude.join(",")
  const report = join(root, ".tools", "mutation", name)
  await new Stryker({
    mutate: [
      ...(values.only === undefined ? part.mutate : [values.only]),
      "!**/*.test.ts",
      "!**/*.test-d.ts",
      "!**/gen/**",
    ],
    testRunner: "vitest",
    plugins: [fileURLToPath(import.meta.resolve("@stryker-mutator/vitest-runner"))],
    vitest: { configFile: fileURLToPath(new URL("vitest.config.ts", import.meta.url)) },
    concurrency: 1,
    reporters: ["clear-text", "html", "json"],
    clearTextReporter: { logTests: false, reportTests: false, reportMutants: false },
    htmlReporter: { fileName: `${report}.html` },
    jsonReporter: { fileName: `${report}.json` },
    tempDirName: ".stryker-tmp",
    ignorePatterns: ["bench", "dist"],
    // Types are what the compiler checks; here only the tests may judge.
    disableTypeChecks: true,
    // Code that runs once per import would need all tests again for each mutant.
    ignoreStatic: true,
    allowEmpty: true,
  }).runMutationTest()
}
