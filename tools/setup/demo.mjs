// `npm run demo`: sets up what the demo needs (no GHC), builds its packages and runs it: a recorded
// session of the real core, and then a bot on a network in memory, which talks to you on a terminal.

import { spawnSync } from "node:child_process"
import { build } from "./src/build.mjs"
import { explain } from "./src/report.mjs"
import { ensureToolchain } from "./src/toolchain.mjs"
import { Workspace } from "./src/workspace.mjs"

const PACKAGES = ["@simplex-chat/types", "@simplex-chat/example-bots"]

/** @param {Workspace} workspace */
function demo(workspace) {
  const toolchain = ensureToolchain(workspace)
  const { node, pnpm, env } = toolchain
  build(workspace, toolchain, PACKAGES)
  for (const name of PACKAGES) {
    const status = runDemo(name)
    if (status !== 0) return status
  }
  return 0

  /** @param {string} name */
  function runDemo(name) {
    const args = ["--silent", "--filter", name, "run", "demo", ...process.argv.slice(2)]
    const { status } = spawnSync(node, [pnpm, ...args], {
      cwd: workspace.root,
      env: /** @type {NodeJS.ProcessEnv} */ (env),
      stdio: "inherit",
    })
    return status ?? 1
  }
}

try {
  process.exitCode = demo(new Workspace())
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
