// Node, pnpm and the packages: what every command of this repository needs.

import { dirname, join } from "node:path"
import { ensureNode } from "./node.mjs"
import { ensurePackages } from "./packages.mjs"
import { ensurePnpm } from "./pnpm.mjs"
import { withPath } from "./process.mjs"

/**
 * @typedef {object} Toolchain
 * @property {string} node the Node to run things with
 * @property {string} pnpm the file to run with it
 * @property {string} turbo the file to run with it
 * @property {import("./process.mjs").Env} env an environment whose PATH finds that Node and pnpm
 */

/**
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./process.mjs").Env} [env]
 * @returns {Toolchain}
 */
export function ensureToolchain(workspace, env = process.env) {
  const node = ensureNode(workspace, env)
  const pnpm = ensurePnpm(workspace, env)
  // node_modules/.bin, for turbo starts `pnpm` by its name
  const folders = [dirname(node), join(dirname(pnpm), ".bin")]
  const quiet = { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" }
  const toolEnv = { ...withPath(env, folders), ...quiet }
  ensurePackages(workspace, { node, pnpm, env: toolEnv })
  return {
    node,
    pnpm: join(pnpm, "bin", "pnpm.cjs"),
    turbo: join(workspace.root, "node_modules", "turbo", "bin", "turbo"),
    env: toolEnv,
  }
}
