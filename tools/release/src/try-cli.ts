#!/usr/bin/env node
// `pnpm release:try`: a release from beginning to end, which leaves nothing behind.

import { root } from "./packages.ts"
import { run } from "./run.ts"
import { tryRelease } from "./trial.ts"

try {
  const uplink = (await run("npm", ["config", "get", "registry"], { cwd: root })).trim()
  const { alone } = await tryRelease({ uplink, say: (line) => console.log(line) })
  for (const { id, installed, printed } of alone) {
    console.log(`\n${id}: ${installed.join(", ")}`)
    if (printed !== undefined) console.log(printed.trimEnd())
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
