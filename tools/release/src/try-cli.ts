#!/usr/bin/env node
// `pnpm release:try`: a release from beginning to end, which leaves nothing behind. What it installs
// is run with the Node that runs this and with the oldest that is supported.

import { installNode, OLDEST_NODE } from "@simplex-chat/setup/node"
import { Workspace } from "@simplex-chat/setup/workspace"
import { root } from "./packages.ts"
import { run } from "./run.ts"
import { tryRelease } from "./trial.ts"

try {
  const uplink = (await run("npm", ["config", "get", "registry"], { cwd: root })).trim()
  const because = "the oldest Node that is supported"
  const oldest = installNode(new Workspace(), process.env, { version: OLDEST_NODE, because })
  const nodes = [process.execPath, oldest]
  const { alone } = await tryRelease({ uplink, nodes, say: (line) => console.log(line) })
  console.log(`run with Node ${process.versions.node} and ${OLDEST_NODE}`)
  for (const { id, installed, printed } of alone) {
    console.log(`\n${id}: ${installed.join(", ")}`)
    if (printed !== undefined) console.log(printed.trimEnd())
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
