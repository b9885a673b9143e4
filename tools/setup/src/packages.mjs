// The workspace's packages, exactly as pnpm-lock.yaml has them.

import { existsSync } from "node:fs"
import { join } from "node:path"
import { during } from "./report.mjs"
import { runLogged, SetupError } from "./process.mjs"

const INPUTS = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"]

/**
 * Does nothing, and asks no network, as long as the lockfile is the one that was installed.
 *
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {{ node: string, pnpm: string, env: import("./process.mjs").Env }} tools
 */
export function ensurePackages(workspace, { node, pnpm, env }) {
  const key = workspace.digest(INPUTS)
  const there = existsSync(join(workspace.root, "node_modules", ".modules.yaml"))
  if (there && workspace.recall("packages", key) !== undefined) return

  during("packages", "pnpm install --frozen-lockfile", () => {
    const script = join(pnpm, "bin", "pnpm.cjs")
    // Without a terminal pnpm would refuse to replace a node_modules of another pnpm.
    const args = ["install", "--frozen-lockfile", "--config.confirm-modules-purge=false"]
    const result = runLogged(node, [script, ...args], {
      log: workspace.log("packages"),
      cwd: workspace.root,
      env,
    })
    if (!result.ok) {
      throw new SetupError(
        `pnpm install failed: ${result.reason}`,
        "if the lockfile is said to be outdated, run `pnpm install` and commit pnpm-lock.yaml; " +
          "otherwise look whether the npm registry can be reached, then run this again.",
      )
    }
  })
  workspace.remember("packages", key, "installed")
}
