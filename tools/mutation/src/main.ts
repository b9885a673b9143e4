#!/usr/bin/env node
// `pnpm mutate [PART ...] [--only GLOB]`: mutation runs with Stryker, which take minutes to hours.

import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { Stryker } from "@stryker-mutator/core"
import { parts } from "./parts.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const usage = `Usage: pnpm mutate [PART ...] [--only GLOB]

Parts: ${Object.keys(parts).join(", ")}; all of them when absent. --only mutates only the sources that
match, relative to the package. Build first: packages are tested against the builds of others.`

/** Tests read files of other packages beside their own: the copy of the package gets them, too. */
function linkSiblings(temporary: string): void {
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary)
  for (const name of readdirSync(join(root, "packages")))
    symlinkSync(join(root, "packages", name), join(temporary, name), "junction")
}

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
  process.env["MUTATION_EXCLUDE"] = JSON.stringify(part.exclude)
  process.env["MUTATION_SKIP"] = part.skip ?? ""
  const tempDirName = ".stryker-tmp"
  linkSiblings(tempDirName)
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
    reporters: ["progress-append-only", "clear-text", "html", "json"],
    clearTextReporter: { logTests: false, reportTests: false, reportMutants: false },
    htmlReporter: { fileName: `${report}.html` },
    jsonReporter: { fileName: `${report}.json` },
    tempDirName,
    ignorePatterns: ["bench", "dist"],
    // Types are what the compiler checks; here only the tests may judge.
    disableTypeChecks: true,
    // Code that runs once per import would need all tests again for each mutant.
    ignoreStatic: true,
    allowEmpty: true,
  }).runMutationTest()
}
