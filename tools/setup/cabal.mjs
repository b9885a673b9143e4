// `node tools/setup/cabal.mjs ARGS`: cabal at the root, in the environment that set-up found.

import { spawnSync } from "node:child_process"
import { ensureHaskell } from "./src/haskell.mjs"
import { explain } from "./src/report.mjs"
import { Workspace } from "./src/workspace.mjs"

const workspace = new Workspace()
try {
  const env = ensureHaskell(workspace, process.env, { install: false })
  const { status } = spawnSync("cabal", process.argv.slice(2), {
    cwd: workspace.root,
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: "inherit",
  })
  process.exitCode = status ?? 1
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
