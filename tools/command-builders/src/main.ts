#!/usr/bin/env node
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { generate } from "./generate.ts"
import { compare, write } from "./output.ts"

const usage = `Usage: command-builders FOLDER [--check]

Writes the modules of @simplex-chat/types, which stands in FOLDER, to its src/gen, from its
schema/api.json and src/gen/wire. With --check it writes nothing, and fails when a file differs.`

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
const differences = compare(gen, "wire", modules)
if (values.check !== true) write(gen, modules, differences)
for (const { path, kind } of differences) console.log(`${kind}: src/gen/${path}`)
console.log(`${modules.size} modules, ${differences.length} ${values.check ? "differ" : "written"}`)
if (values.check && differences.length > 0) {
  console.error("Generated files are not current. Run `pnpm generate` and commit what it writes.")
  process.exitCode = 1
}
