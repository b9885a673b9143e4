#!/usr/bin/env node
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { generate } from "./generate.ts"
import { compare, write } from "./output.ts"

const usage = `Usage: command-builders FOLDER [--check]

Writes the modules of @simplex-chat/types with code in them: the commands with their builders, the
texts of types and the schema. FOLDER is that package's; schema/api.json and the modules that bots/
writes to src/gen are read. With --check nothing is written, and a stale file is an error.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean" } },
})
const [folder, ...others] = positionals
if (folder === undefined || others.length > 0) {
  console.error(usage)
  process.exit(2)
}

const gen = join(resolve(folder), "src/gen")
const modules = await generate(resolve(folder))
const differences = compare(gen, ["wire", "types", "responses.ts", "events.ts"], modules)
if (values.check !== true) write(gen, modules, differences)
for (const { path, kind } of differences) console.log(`${kind}: src/gen/${path}`)
console.log(`${modules.size} modules, ${differences.length} ${values.check ? "differ" : "written"}`)
if (values.check && differences.length > 0) {
  console.error("Generated files are not current. Run `pnpm generate` and commit what it writes.")
  process.exitCode = 1
}
