// `npm run demo`: sets up what the demo needs (no GHC), builds its package and runs it.

import { spawnSync } from "node:child_process"
import { runLogged, SetupError } from "./src/process.mjs"
import { explain } from "./src/report.mjs"
import { ensureToolchain } from "./src/toolchain.mjs"
import { Workspace } from "./src/workspace.mjs"

const PACKAGE = "@simplex-chat/types"

/** @param {Workspace} workspace */
function demo(workspace) {
  const { node, pnpm, turbo, env } = ensureToolchain(workspace)
  const build = runLogged(node, [turbo, "run", "build", `--filter=${PACKAGE}`], {
    log: workspace.log("demo-build"),
    cwd: workspace.root,
    env,
  })
  if (!build.ok) {
    throw new SetupError(
      `${PACKAGE} does not build: ${build.reason}`,
      `mend it, or start from a fresh clone; the whole log is ${workspace.log("demo-build")}`,
    )
  }
  const args = ["--silent", "--filter", PACKAGE, "run", "demo", ...process.argv.slice(2)]
  const { status } = spawnSync(node, [pnpm, ...args], {
    cwd: workspace.root,
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: "inherit",
  })
  return status ?? 1
}

try {
  process.exitCode = demo(new Workspace())
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
