#!/usr/bin/env node
// `pnpm release:pack FOLDER [--unpublished]`: what the release workflow publishes.

import { appendFileSync } from "node:fs"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import { pack } from "./pack.ts"
import { root, type Package } from "./packages.ts"
import { run, RunError } from "./run.ts"

const usage = `Usage: release:pack FOLDER [--unpublished] [--repository OWNER/NAME]

Packs the published packages into FOLDER, with order.tsv and what each changelog says. With
--unpublished it leaves out what the registry has in this version. --repository is written into what
is packed, because npm compares it with the provenance.`

/** Whether the registry lacks this version. */
async function isUnpublished({ manifest }: Package): Promise<boolean> {
  try {
    const id = `${manifest.name}@${manifest.version}`
    return (await run("npm", ["view", id, "version"], { cwd: root })).trim() === ""
  } catch (error) {
    if (error instanceof RunError && error.message.includes("E404")) return true
    throw error
  }
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { unpublished: { type: "boolean" }, repository: { type: "string" } },
  })
  const [folder, ...others] = positionals
  if (folder === undefined || others.length > 0) throw new Error(usage)
  const packed = await pack(root, resolve(folder), {
    ...(values.unpublished === true ? { only: isUnpublished } : {}),
    ...(values.repository === undefined ? {} : { repository: values.repository }),
  })
  for (const { id, file } of packed) console.log(`${id} ${file}`)
  const outputs = process.env["GITHUB_OUTPUT"]
  if (outputs !== undefined) appendFileSync(outputs, `count=${packed.length}\n`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
