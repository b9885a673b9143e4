// The pnpm that package.json pins.

import { readFileSync } from "node:fs"
import { join } from "node:path"
import { npmTool } from "./npm-tool.mjs"
import { SetupError } from "./process.mjs"

/**
 * The version is only in `packageManager`: turbo and pnpm itself read it there.
 *
 * @param {import("./workspace.mjs").Workspace} workspace
 * @throws {SetupError} when package.json pins no pnpm
 */
export function pnpmVersion(workspace) {
  const manifest = readFileSync(join(workspace.root, "package.json"), "utf8")
  const version = /"packageManager":\s*"pnpm@(\d+\.\d+\.\d+)"/.exec(manifest)?.[1]
  if (version === undefined) {
    throw new SetupError(
      "package.json pins no pnpm.",
      'give it a line like "packageManager": "pnpm@10.34.9" (the exact version, turbo wants it).',
    )
  }
  return version
}

/**
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./process.mjs").Env} env
 * @returns {string} the folder of the installed package
 */
export function ensurePnpm(workspace, env) {
  return npmTool(
    workspace,
    {
      part: "pnpm",
      name: "pnpm",
      version: pnpmVersion(workspace),
      because: "the packages are installed with it",
      todo: "look whether the npm registry can be reached, then run this again.",
    },
    env,
  )
}
